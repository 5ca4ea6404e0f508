package dev.simple.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of classes and spec files from earlier runs, from {@code history.json}: of each from the last run that it
 * was in, so that a run of a few does not make the others forgotten.
 *
 * @param units by name
 * @param notice why there is nothing although the file is there, one sentence; null otherwise
 */
public record History(Map<String, Past> units, @Nullable String notice) {

    static final int SCHEMA = 1;

    /** Of which nothing is known. */
    public static final History NONE = new History(Map.of(), null);

    public History {
        units = Map.copyOf(units);
    }

    /**
     * What is known of one.
     *
     * @param duration how long it took; null if it is not known, since one that crashed may have taken any time
     * @param peakMemory bytes; null if it is not known
     * @param failed whether it had a failure or an error, or did not run to its end
     */
    public record Past(
            @Nullable Duration duration, @Nullable Long peakMemory, boolean failed) {}

    /** Reads a file, if it is there. It never fails. */
    public static History read(Path file) {
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

    private static History read(Path file, JsonNode root) {
        JsonNode schema = root.path("schema");
        if (!schema.isInt() || schema.asInt() != SCHEMA) {
            return unknown(
                    file,
                    schema.isInt()
                            ? "it has schema " + schema.asInt() + " instead of " + SCHEMA
                            : "it is not a history file");
        }
        Map<String, Past> units = new TreeMap<>();
        for (JsonNode entry : root.path("units")) {
            if (entry.path("name").isTextual()) {
                long milliseconds = entry.path("durationMs").asLong(-1);
                JsonNode peak = entry.path("peakMemory");
                units.put(
                        entry.path("name").asText(),
                        new Past(
                                milliseconds < 0 ? null : Duration.ofMillis(milliseconds),
                                peak.isIntegralNumber() ? (Long) peak.asLong() : null,
                                entry.path("failed").asBoolean()));
            }
        }
        return new History(units, null);
    }

    private static History unknown(Path file, String reason) {
        return new History(Map.of(), "What earlier runs found is not known: " + reason + ", " + file + ".");
    }

    /** How long each took, as far as it is known. */
    public Map<String, Duration> durations() {
        return units.entrySet().stream()
                .filter(unit -> unit.getValue().duration() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, unit -> require(unit.getValue().duration())));
    }

    /** How many bytes the processes of each used at most, as far as it is known. */
    public Map<String, Long> peakMemory() {
        return units.entrySet().stream()
                .filter(unit -> unit.getValue().peakMemory() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, unit -> require(unit.getValue().peakMemory())));
    }

    private static <T> T require(@Nullable T known) {
        if (known == null) {
            throw new IllegalStateException("It was known before.");
        }
        return known;
    }
}
