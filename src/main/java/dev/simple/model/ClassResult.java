package dev.simple.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test class that has ended, with the results of its tests so far.
 *
 * @param run 1 for the first run, 2 for the first rerun of its failed tests, and so on
 * @param duration of this run of the class, without time in which the machine slept or Maven was suspended
 * @param interruption null for a class that ran to its end
 * @param peakMemory bytes that its processes used at most, at the moments when that was measured; null if it never was
 * @param output everything that was written while it ran, also outside of tests; of this run only
 */
public record ClassResult(
        String className,
        int run,
        Instant startedAt,
        Duration duration,
        List<TestResult> tests,
        @Nullable Interruption interruption,
        @Nullable Long peakMemory,
        CapturedOutput output) {

    public ClassResult {
        tests = List.copyOf(tests);
    }

    public Counts counts() {
        return Counts.of(tests);
    }
}
