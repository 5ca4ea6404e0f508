package dev.simple.maven;

import java.util.UUID;
import java.util.stream.Stream;

/**
 * The id of a build. Its number is higher than that of all builds before it that have left a checkpoint: which of them was
 * the last does not depend on a clock, which may be set back.
 */
record BuildId(long number, String text) {

    /** Reads an id; one without a number comes first. */
    static BuildId of(String text) {
        int end = text.indexOf('-');
        String number = end < 0 ? "" : text.substring(0, end);
        return new BuildId(number.matches("\\d{1,18}") ? Long.parseLong(number) : 0, text);
    }

    /** The id of a new build. */
    static BuildId after(Stream<BuildId> earlier) {
        long number = earlier.mapToLong(BuildId::number).max().orElse(0) + 1;
        return new BuildId(number, number + "-" + UUID.randomUUID());
    }
}
