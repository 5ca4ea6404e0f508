package dev.simple.maven.platform;

import java.nio.file.Path;
import java.util.List;

/**
 * What has to happen for a worker to find the project's tests.
 *
 * @param frameworks what the project's tests are written with, for people; empty if nothing was found
 * @param required jars to be added
 * @param given jars from this plugin's dependencies
 * @param leftOut jars of the project that others stand in for
 * @param notes sentences for people who want to know why
 */
record PlatformPlan(
        PlatformVersion version,
        List<String> frameworks,
        List<Coordinates> required,
        List<Path> given,
        List<Path> leftOut,
        List<String> notes) {

    static final PlatformPlan NOTHING =
            new PlatformPlan(PlatformVersion.DEFAULT, List.of(), List.of(), List.of(), List.of(), List.of());

    PlatformPlan {
        frameworks = List.copyOf(frameworks);
        required = List.copyOf(required);
        given = List.copyOf(given);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }
}
