package dev.simple.tap;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One test of a stream.
 *
 * @param serial counts the tests of the stream that are told of, from 1
 * @param path the test's number, after those of the subtests around it
 * @param name with the names of the subtests around it
 * @param details the test's line and the diagnostics that belong to it, as they were written
 * @param message what the diagnostics say of a failure, null if nothing
 * @param duration what the diagnostics say of the time it took, null if nothing
 */
public record TapTest(
        int serial,
        List<Integer> path,
        String name,
        boolean ok,
        Directive directive,
        String reason,
        String details,
        @Nullable String message,
        @Nullable Duration duration) {

    /** What a test's line says of its result after a hash. */
    public enum Directive {
        NONE,
        SKIP,
        TODO
    }

    public TapTest {
        path = List.copyOf(path);
    }

    /** The path with slashes, which tells the test from all others of its stream. */
    public String pathText() {
        return path.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }

    /** Whether its failure counts: that of a test that is skipped or still to be done does not. */
    boolean isFailure() {
        return !ok && directive == Directive.NONE;
    }

    /** The same test, excused because the subtest that it is in is. */
    TapTest excusedAs(Directive enclosing, String enclosingReason) {
        return new TapTest(serial, path, name, ok, enclosing, enclosingReason, details, message, duration);
    }
}
