package dev.simple.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What classes took in the last run, from its {@code results.json}.
 *
 * @param durations by the name of the class; those that crashed are left out, as they may have taken any time
 * @param peakMemory bytes, of those of which it is known
 * @param notice why there is nothing although the file is there, one sentence; null otherwise
 */
public record PreviousRun(
        Map<String, Duration> durations,
        Map<String, Long> peakMemory,
        @Nullable String notice) {

    private static final PreviousRun NONE = new PreviousRun(Map.of(), Map.of(), null);

    public PreviousRun {
        durations = Map.copyOf(durations);
        peakMemory = Map.copyOf(peakMemory);
    }

    /** Reads the file in the plugin's own directory, if there is one. It never fails. */
    public static PreviousRun read(Path directory) {
        Path file = directory.resolve(ResultsFile.NAME);
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
            return read(file, json.readTree(file.toFile()));
        } catch (IOException e) {
            return unknown(file, "it could not be read");
        }
    }

    private static PreviousRun read(Path file, JsonNode root) {
        JsonNode schema = root.path("schema");
        if (!schema.isInt() || schema.asInt() != ResultsJson.SCHEMA) {
            return unknown(
                    file,
                    schema.isInt()
                            ? "it has schema " + schema.asInt() + " instead of " + ResultsJson.SCHEMA
                            : "it is not a results file");
        }
        Map<String, Duration> durations = new HashMap<>();
        Map<String, Long> peakMemory = new HashMap<>();
        for (JsonNode entry : root.path("classes")) {
            if (entry.path("name").isTextual()) {
                String name = entry.path("name").asText();
                long milliseconds = entry.path("durationMs").asLong(-1);
                boolean crashed = entry.path("interruption").asText().equals("crashed");
                if (milliseconds >= 0 && !crashed) {
                    durations.put(name, Duration.ofMillis(milliseconds));
                }
                if (entry.path("peakMemory").isIntegralNumber()) {
                    peakMemory.put(name, entry.path("peakMemory").asLong());
                }
            }
        }
        return new PreviousRun(durations, peakMemory, null);
    }

    private static PreviousRun unknown(Path file, String reason) {
        return new PreviousRun(
                Map.of(),
                Map.of(),
                "How long classes took in the last run is not known: " + reason + ", " + file + ".");
    }
}
