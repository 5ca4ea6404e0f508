package dev.simple.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run amounts to, together with those that it continues.
 *
 * @param classes the number of classes that had at least one test
 * @param problems failed tests, errors and flaky tests, in the order in which they ended
 * @param crashes the workers that died
 * @param leaks processes that tests left behind; empty if they are ignored
 * @param notRun classes that were not run, because the run was stopped
 * @param end how it came to its end
 * @param stopReason why something is outstanding, null if nothing is
 */
public record RunResult(
        Duration duration,
        int classes,
        Counts counts,
        List<TestResult> problems,
        List<WorkerEnd> crashes,
        List<Leak> leaks,
        List<String> notRun,
        RunEnd end,
        @Nullable String stopReason) {

    public RunResult {
        problems = List.copyOf(problems);
        crashes = List.copyOf(crashes);
        leaks = List.copyOf(leaks);
        notRun = List.copyOf(notRun);
    }
}
