package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.CapturedOutput;
import dev.simple.model.Counts;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.RunEnd;
import dev.simple.model.RunResult;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.WorkerEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunVerdictTest {

    private static final Progress PROGRESS = new Progress(3, "test classes", "mvn simple:resume");

    private static final String REPORTS = "\nReports are in surefire and own.";
    private static final Reporting REPORTING = new Reporting(
            Path.of("surefire"), Path.of("own"), Path.of("c"), false, false, false, false, ReportContent.USUAL);
    private static final WorkerEnd CRASH = new WorkerEnd(1, 137, "It was killed by SIGKILL.", "", null);

    private final RecordingLog log = new RecordingLog();

    @Test
    void isSilentIfAllIsWell() {
        assertDoesNotThrow(() -> verdict(List.of(), List.of()).apply(false, log));
        assertEquals(List.of(), log.lines);
    }

    @Test
    void namesTheFirstFailure() {
        RunVerdict verdict = verdict(List.of(), List.of(), failed("FooTest", "p.Oops"), failed("BarTest", "p.Oops"));

        assertEquals(
                "There are test failures: 2 failures and 0 errors in 2 tests. First: FooTest.adds:1 broken" + REPORTS,
                failure(verdict, false));
    }

    @Test
    void onlyTellsOfFailuresThatAreIgnored() {
        RunVerdict verdict = verdict(List.of(), List.of(), failed("FooTest", "p.Oops"));

        assertDoesNotThrow(() -> verdict.apply(true, log));
        assertEquals(
                List.of("ERROR There are test failures: 1 failure and 0 errors in 1 test."
                        + " First: FooTest.adds:1 broken" + REPORTS),
                log.lines);
    }

    @Test
    void neverIgnoresACrash() {
        RunVerdict verdict = verdict(
                List.of(CRASH), List.of(), failed("FooTest", "p.Oops"), failed("BarTest", "dev.simple.WorkerCrash"));

        assertEquals(
                "A test process crashed. It was killed by SIGKILL. It was running BarTest."
                        + " There are test failures: 2 failures and 0 errors in 2 tests. First: FooTest.adds:1 broken"
                        + REPORTS,
                failure(verdict, true));
    }

    @Test
    void countsCrashes() {
        assertEquals(
                "2 test processes crashed. It was killed by SIGKILL." + REPORTS,
                failure(verdict(List.of(CRASH, CRASH), List.of()), true));
    }

    @Test
    void failsIfClassesDidNotRunAlthoughNothingFailed() {
        RunResult result = new RunResult(
                Duration.ofSeconds(1),
                1,
                Counts.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of("p.A", "p.B"),
                RunEnd.STOPPED,
                "the limit");
        assertEquals(
                "2 test classes or spec files of this module did not run: the limit. 1 of 3 test classes done. Continue"
                        + " with: mvn simple:resume" + REPORTS,
                failure(new RunVerdict(result, LeakPolicy.REPORT, 0, REPORTING, List.of(), PROGRESS), false));
    }

    @Test
    void neverIgnoresALostReport() {
        RunVerdict verdict = verdict(List.of(), List.of("a.xml could not be written."), failed("FooTest", "p.Oops"));

        assertEquals(
                "The tests have run, but not everything could be reported. a.xml could not be written.",
                assertThrows(MojoExecutionException.class, () -> verdict.apply(true, log))
                        .getMessage());
    }

    @Test
    void failsOnManyFlakyTestsIfAskedTo() {
        RunResult result = new RunResult(
                Duration.ofSeconds(1),
                3,
                new Counts(3, 0, 0, 0, 2),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RunEnd.COMPLETE,
                null);

        assertDoesNotThrow(() -> flaky(result, 3).apply(false, log));
        assertEquals(
                "There are flaky tests: 2 tests passed only when run again, and failOnFlakeCount is 2." + REPORTS,
                failure(flaky(result, 2), false));
        assertDoesNotThrow(() -> flaky(result, 2).apply(true, log));
    }

    @Test
    void failsBecauseOfLeaksIfAskedToAndIgnoresThemIfAskedTo() {
        Leak leak = new Leak(4711, "sleep 1000", Duration.ofSeconds(1), List.of("p.A"), List.of(1), true);
        String message = "2 processes left behind by tests, and ended: process 4711 of p.A (sleep 1000) and 1 more."
                + " simple.leaks=fail makes that a failure; stop what a test starts at its end." + REPORTS;

        assertDoesNotThrow(() -> leaking(LeakPolicy.REPORT, leak, leak).apply(false, log));
        assertEquals(message, failure(leaking(LeakPolicy.FAIL, leak, leak), false));
        assertDoesNotThrow(() -> leaking(LeakPolicy.FAIL, leak, leak).apply(true, log));
        assertEquals(List.of("ERROR " + message), log.lines);
    }

    @ParameterizedTest
    @EnumSource(LeakPolicy.class)
    void neverIgnoresAProcessThatCannotBeEnded(LeakPolicy policy) {
        Leak survivor = new Leak(4711, "sleep 1000", Duration.ofSeconds(1), List.of(), List.of(1, 2), false);

        assertEquals(
                "1 process that tests left behind cannot be ended: process 4711 (sleep 1000). End them by hand."
                        + REPORTS,
                failure(leaking(policy, survivor), true));
    }

    private static RunVerdict leaking(LeakPolicy policy, Leak... leaks) {
        RunResult result = new RunResult(
                Duration.ofSeconds(1),
                1,
                Counts.NONE,
                List.of(),
                List.of(),
                List.of(leaks),
                List.of(),
                RunEnd.COMPLETE,
                null);
        return new RunVerdict(result, policy, 0, REPORTING, List.of(), PROGRESS);
    }

    private static RunVerdict flaky(RunResult result, int limit) {
        return new RunVerdict(result, LeakPolicy.REPORT, limit, REPORTING, List.of(), PROGRESS);
    }

    private String failure(RunVerdict verdict, boolean ignoreFailures) {
        return String.valueOf(assertThrows(MojoFailureException.class, () -> verdict.apply(ignoreFailures, log))
                .getMessage());
    }

    private static RunVerdict verdict(List<WorkerEnd> crashes, List<String> lostReports, TestResult... problems) {
        RunResult result = new RunResult(
                Duration.ofSeconds(1),
                problems.length,
                Counts.of(List.of(problems)),
                List.of(problems),
                crashes,
                List.of(),
                List.of(),
                RunEnd.COMPLETE,
                null);
        return new RunVerdict(result, LeakPolicy.REPORT, 0, REPORTING, lostReports, PROGRESS);
    }

    private static TestResult failed(String className, String type) {
        Problem problem = new Problem(type, "broken", type + ": broken\n", className + ".adds:1 broken");
        return new TestResult(
                new TestCase(className, className, className + "#adds", "adds", "adds()"),
                List.of(new TestExecution(
                        Outcome.FAILED, null, Duration.ofMillis(1), problem, null, CapturedOutput.NONE)));
    }
}
