package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.RunEnd;
import dev.simple.model.RunResult;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.Verdict;
import dev.simple.schedule.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunResultsTest {

    private static final String CLASS = "a.FooTest";

    private static TestResult test(String id, Outcome outcome) {
        Problem problem = outcome.isProblem() ? new Problem("a.B", null, "", "") : null;
        return new TestResult(
                new TestCase(CLASS, CLASS, id, id, id),
                List.of(new TestExecution(outcome, null, Duration.ZERO, problem, null, CapturedOutput.NONE)));
    }

    private static ClassResult run(int number, TestResult... tests) {
        return run(number, null, tests);
    }

    private static ClassResult run(int number, @Nullable Interruption interruption, TestResult... tests) {
        return new ClassResult(
                CLASS,
                number,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                List.of(tests),
                interruption,
                null,
                CapturedOutput.NONE);
    }

    private static RunResult finish(RunResults results) {
        return results.finish(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, PASSED, FLAKY",
        "FAILED, FAILED, FAILED",
        "FAILED, ERROR, ERROR",
        "FAILED, SKIPPED, FAILED",
        "FAILED, , FAILED",
        "ERROR, PASSED, FLAKY",
        "ERROR, FAILED, ERROR",
        "ERROR, ERROR, ERROR",
        "ERROR, SKIPPED, ERROR",
        "ERROR, , ERROR",
        "PASSED, PASSED, PASSED",
        "PASSED, FAILED, FLAKY",
        "PASSED, ERROR, FLAKY",
        "PASSED, SKIPPED, PASSED",
        "PASSED, , PASSED",
        "SKIPPED, PASSED, PASSED",
        "SKIPPED, FAILED, FAILED",
        "SKIPPED, ERROR, ERROR",
        "SKIPPED, SKIPPED, SKIPPED",
        "SKIPPED, , SKIPPED"
    })
    void judgesATestByBothOfItsExecutions(Outcome first, @Nullable Outcome second, Verdict verdict) {
        RunResults results = new RunResults(List.of(CLASS), 1, EarlierResults.NONE);
        // Another test fails for good, so that the class is run again in any case.
        results.add(run(1, test("t", first), test("other", Outcome.FAILED)));

        TestResult[] rerun = second == null
                ? new TestResult[] {test("other", Outcome.FAILED)}
                : new TestResult[] {test("t", second), test("other", Outcome.FAILED)};
        ClassResult whole = results.add(run(2, rerun));

        assertEquals(verdict, whole.tests().get(0).verdict());
        assertEquals(second == null ? 1 : 2, whole.tests().get(0).executions().size());
        assertEquals(2, finish(results).counts().tests());
    }

    @Test
    void keepsTheProblemOfATestThatDidNotRunAgainBesideOneThatPassed() {
        RunResults results = new RunResults(List.of(CLASS), 1, EarlierResults.NONE);
        results.add(run(1, test("[c]/[m:a]/[i:1]", Outcome.FAILED), test("[c]/[m:b]", Outcome.FAILED)));

        results.add(run(2, test("[c]/[m:a]", Outcome.SKIPPED), test("[c]/[m:b]", Outcome.PASSED)));

        assertEquals(1, finish(results).counts().failures());
    }

    @ParameterizedTest
    @CsvSource({"PASSED, FLAKY", "FAILED, ERROR", "SKIPPED, ERROR"})
    void takesTheProblemOfAContainerForGoneIfItsTestsPass(Outcome rerun, Verdict verdict) {
        RunResults results = new RunResults(List.of(CLASS), 1, EarlierResults.NONE);
        results.add(run(1, test("[c]", Outcome.ERROR)));

        ClassResult whole = results.add(run(2, test("[c]/[m:a]", rerun)));

        assertEquals(verdict, whole.tests().get(0).verdict());
    }

    @ParameterizedTest
    @EnumSource
    void runsAgainWhatHasAProblem(Outcome outcome) {
        RunResults results = new RunResults(List.of(CLASS), 1, EarlierResults.NONE);

        ClassResult whole = results.add(run(1, test("t", outcome)));

        assertEquals(!outcome.isProblem(), results.isLast(whole));
        assertEquals(
                outcome.isProblem() ? List.of(new WorkItem(CLASS, 2, List.of("t"), false)) : List.of(),
                results.failed());
    }

    @Test
    void runsAgainAsOftenAsAllowed() {
        RunResults results = new RunResults(List.of(CLASS), 2, EarlierResults.NONE);

        assertFalse(results.isLast(results.add(run(1, test("t", Outcome.FAILED)))));
        assertFalse(results.isLast(results.add(run(2, test("t", Outcome.FAILED)))));
        assertTrue(results.isLast(results.add(run(3, test("t", Outcome.FAILED)))));
        assertEquals(List.of(), results.failed());
        assertEquals(3, finish(results).problems().get(0).executions().size());
    }

    @Test
    void doesNotRunAgainWhatWasInterrupted() {
        RunResults results = new RunResults(List.of(CLASS), 5, EarlierResults.NONE);

        assertTrue(results.isLast(results.add(run(1, Interruption.CRASHED, test("t", Outcome.ERROR)))));
        assertEquals(List.of(), results.failed());
    }

    @Test
    void takesAClassLevelProblemForFlakyOnceItsTestsCouldRun() {
        RunResults results = new RunResults(List.of(CLASS), 1, EarlierResults.NONE);
        results.add(run(1, test("[class]", Outcome.ERROR)));

        results.add(run(2, test("[class]/[t]", Outcome.PASSED)));

        assertEquals(new Counts(2, 0, 0, 0, 1), finish(results).counts());
    }

    @Test
    void keepsAClassLevelProblemIfNoTestPassedTheSecondTime() {
        RunResults results = new RunResults(List.of(CLASS), 1, EarlierResults.NONE);
        results.add(run(1, test("[class]", Outcome.ERROR)));

        results.add(run(2, test("t", Outcome.FAILED)));

        assertEquals(new Counts(2, 1, 1, 0, 0), finish(results).counts());
    }

    @Test
    void countsWhatWaitsForARerunThatNeverComes() {
        RunResults results = new RunResults(List.of(CLASS, "a.BarTest"), 1, EarlierResults.NONE);
        results.add(run(1, test("t", Outcome.FAILED), test("u", Outcome.PASSED)));
        results.stop(RunEnd.STOPPED, "first reason");
        results.stop(RunEnd.STOPPED, "second reason");

        RunResult result = finish(results);

        assertEquals(new Counts(2, 1, 0, 0, 0), result.counts());
        assertEquals(List.of("a.BarTest"), result.notRun());
        assertEquals("first reason", result.stopReason());
    }

    @Test
    void doesNotCountClassesWithoutTests() {
        RunResults results = new RunResults(List.of(CLASS), 1, EarlierResults.NONE);
        results.add(run(1));

        assertEquals(0, finish(results).classes());
        assertEquals(List.of(), finish(results).notRun());
    }
}
