package dev.simple.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where something in a container engine comes from, as its labels tell.
 *
 * @param spawn the number of the spawn whose tests have created it
 * @param at when they asked for it
 */
public record Origin(int spawn, Instant at) {

    private static final String SPAWN = "dev.simple.spawn";
    private static final String CREATED = "dev.simple.created";

    /** The labels of what is created for a run. */
    Map<String, String> labels(String run) {
        return Map.of(
                EngineSweep.LABEL, run, SPAWN, Integer.toString(spawn), CREATED, Long.toString(at.toEpochMilli()));
    }

    /** Null if no test has created it. */
    static @Nullable Origin of(Map<String, Object> labels) {
        try {
            return new Origin(
                    Integer.parseInt(String.valueOf(labels.get(SPAWN))),
                    Instant.ofEpochMilli(Long.parseLong(String.valueOf(labels.get(CREATED)))));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
