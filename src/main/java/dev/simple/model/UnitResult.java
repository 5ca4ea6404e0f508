package dev.simple.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be kept of a class or spec file that has ended for the last time, so that a later run need not run it again.
 *
 * @param run the number of its last run, 1 without reruns
 * @param counts all zero for a class without tests
 * @param startedAt of its last run
 * @param duration of all its runs, without time in which the machine slept or Maven was suspended
 * @param worker number of the worker of its last run
 * @param interruption null for one that ran to its end
 * @param peakMemory bytes that its processes used at most, null if that is not known
 * @param problems failed tests, errors and flaky tests, without stack traces and output
 */
public record UnitResult(
        String name,
        int run,
        Counts counts,
        Instant startedAt,
        Duration duration,
        int worker,
        @Nullable Interruption interruption,
        @Nullable Long peakMemory,
        List<TestResult> problems) {

    private static final int MAX_MESSAGE = 4096;

    public UnitResult {
        problems = List.copyOf(problems);
    }

    /** What is kept of a class. */
    public static UnitResult of(ClassResult result, int worker) {
        return new UnitResult(
                result.className(),
                result.run(),
                result.counts(),
                result.startedAt(),
                result.duration(),
                worker,
                result.interruption(),
                result.peakMemory(),
                problems(result));
    }

    /** The failed tests, errors and flaky tests of a class, without what has been reported and may be large. */
    public static List<TestResult> problems(ClassResult result) {
        return result.tests().stream()
                .filter(test -> test.verdict().isProblem() || test.verdict() == Verdict.FLAKY)
                .map(test -> new TestResult(
                        test.test(),
                        test.executions().stream().map(UnitResult::slim).toList()))
                .toList();
    }

    private static TestExecution slim(TestExecution execution) {
        Problem problem = execution.problem();
        return new TestExecution(
                execution.outcome(),
                execution.startedAt(),
                execution.duration(),
                problem == null ? null : new Problem(problem.type(), cut(problem.message()), "", problem.summary()),
                execution.skipReason(),
                CapturedOutput.NONE);
    }

    private static @Nullable String cut(@Nullable String message) {
        return message == null || message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
    }
}
