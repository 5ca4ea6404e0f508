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
 * How long classes took in the last run, from its {@code results.json}.
 *
 * @param byClass classes that crashed are left out, as they may have taken any time
 * @param notice why there are none although the file is there, one sentence; null otherwise
 */
public record PreviousDurations(
        Map<String, Duration> byClass, @Nullable String notice) {

    public PreviousDurations {
        byClass = Map.copyOf(byClass);
    }

    /** Reads the file in the plugin's own directory, if there is one. It never fails. */
    public static PreviousDurations read(Path directory) {
        Path file = directory.resolve(ResultsFile.NAME);
        if (!Files.exists(file)) {
            return new PreviousDurations(Map.of(), null);
        }
        try {
            ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
            return read(file, json.readTree(file.toFile()));
        } catch (IOException e) {
            return unknown(file, "it could not be read");
        }
    }

    private static PreviousDurations read(Path file, JsonNode root) {
        JsonNode schema = root.path("schema");
        if (!schema.isInt() || schema.asInt() != ResultsJson.SCHEMA) {
            return unknown(
                    file,
                    schema.isInt()
                            ? "it has schema " + schema.asInt() + " instead of " + ResultsJson.SCHEMA
                            : "it is not a results file");
        }
        Map<String, Duration> durations = new HashMap<>();
        for (JsonNode entry : root.path("classes")) {
            long milliseconds = entry.path("durationMs").asLong(-1);
            boolean crashed = entry.path("interruption").asText().equals("crashed");
            if (milliseconds >= 0 && !crashed && entry.path("name").isTextual()) {
                durations.put(entry.path("name").asText(), Duration.ofMillis(milliseconds));
            }
        }
        return new PreviousDurations(durations, null);
    }

    private static PreviousDurations unknown(Path file, String reason) {
        return new PreviousDurations(
                Map.of(), "How long classes took in the last run is not known: " + reason + ", " + file + ".");
    }
}
