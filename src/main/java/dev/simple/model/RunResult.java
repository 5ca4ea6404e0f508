package dev.simple.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run amounts to.
 *
 * @param classes the number of classes that had at least one test
 * @param problems failed tests, errors and flaky tests, in the order in which they ended
 * @param crashes the workers that died
 * @param leaks processes that tests left behind; empty if they are ignored
 * @param notRun classes that were not run, because the run was stopped
 * @param stopReason why the run was stopped early, null if it was not
 */
public record RunResult(
        Duration duration,
        int classes,
        Counts counts,
        List<TestResult> problems,
        List<WorkerEnd> crashes,
        List<LeakedProcess> leaks,
        List<String> notRun,
        @Nullable String stopReason) {

    public RunResult {
        problems = List.copyOf(problems);
        crashes = List.copyOf(crashes);
        leaks = List.copyOf(leaks);
        notRun = List.copyOf(notRun);
    }
}
