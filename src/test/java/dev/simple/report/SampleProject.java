package dev.simple.report;

import static dev.simple.report.Samples.classStarted;
import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.output;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.problem;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.runFinished;
import static dev.simple.report.Samples.skipped;
import static dev.simple.report.Samples.started;

import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.Problem;
import dev.simple.model.RunEvent;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The events of the small project whose output under Surefire 3.5.6 is in the test resources. */
final class SampleProject {

    private static final String ASSERTIONS = "\tat org.junit.jupiter.api.Assertions.";

    private static final Problem ADDS = new Problem(
            "org.opentest4j.AssertionFailedError",
            "expected: <1> but was: <2>",
            "org.opentest4j.AssertionFailedError: expected: <1> but was: <2>\n" + ASSERTIONS
                    + "assertEquals(Assertions.java:569)\n\tat p.FooTest.adds(FooTest.java:6)\n",
            "FooTest.adds:6 expected: <1> but was: <2>");
    private static final Problem BREAKS = new Problem(
            "java.lang.IllegalStateException",
            "no luck",
            "java.lang.IllegalStateException: no luck\n\tat p.FooTest.breaks(FooTest.java:7)\n",
            "FooTest.breaks:7 IllegalState no luck");
    private static final Problem SUBTRACTS = new Problem(
            "org.opentest4j.AssertionFailedError",
            "strings ==> expected: <a> but was: <b>",
            "org.opentest4j.AssertionFailedError: strings ==> expected: <a> but was: <b>\n" + ASSERTIONS
                    + "assertEquals(Assertions.java:1210)\n\tat p.FooTest.subtracts(FooTest.java:10)\n",
            "FooTest.subtracts:10 strings ==> expected: <a> but was: <b>");
    private static final Problem FIRST = new Problem(
            "org.opentest4j.AssertionFailedError",
            "first time",
            "org.opentest4j.AssertionFailedError: first time\n" + ASSERTIONS
                    + "fail(Assertions.java:142)\n\tat p.FlakyTest.flickers(FlakyTest.java:4)\n",
            "FlakyTest.flickers:4 first time");
    private static final Problem SECOND = new Problem(
            "java.lang.IllegalStateException",
            "second",
            "java.lang.IllegalStateException: second\n\tat p.FlakyTest.flickers(FlakyTest.java:4)\n",
            "FlakyTest.flickers:4 IllegalState second");

    private static final TestExecution FLICKERED = problem(Outcome.FAILED, FIRST);
    private static final TestExecution FLICKERED_AGAIN = problem(Outcome.ERROR, SECOND);
    private static final TestResult[] GOOD = {result("p.GoodTest", "passes", passed())};
    private static final TestResult[] SKIPPED = {
        result("p.SkippedTest", "passes", passed()), result("p.SkippedTest", "s", skipped("never"))
    };

    private SampleProject() {}

    static List<RunEvent> withoutReruns() {
        TestResult[] flaky = flaky(FLICKERED);
        return List.of(
                started("p.FlakyTest", "p.SkippedTest", "p.GoodTest", "p.FooTest"),
                classStarted("p.FlakyTest"),
                output(OutputStreamKind.STDOUT, "p.FlakyTest", "run 1\n"),
                finished("p.FlakyTest", flaky),
                classStarted("p.SkippedTest"),
                finished("p.SkippedTest", SKIPPED),
                classStarted("p.GoodTest"),
                finished("p.GoodTest", GOOD),
                classStarted("p.FooTest"),
                output(OutputStreamKind.STDOUT, "p.FooTest", "hello\n"),
                output(OutputStreamKind.STDERR, "p.FooTest", "partial"),
                finished("p.FooTest", foo(1)),
                runFinished(all(flaky, foo(1))));
    }

    static List<RunEvent> withReruns() {
        TestResult[] flaky = flaky(FLICKERED, FLICKERED_AGAIN, passed());
        return List.of(
                started("p.FlakyTest", "p.SkippedTest", "p.GoodTest", "p.FooTest"),
                classStarted("p.FlakyTest"),
                output(OutputStreamKind.STDOUT, "p.FlakyTest", "redirected\n"),
                finished("p.FlakyTest", 1, false, flaky(FLICKERED)),
                classStarted("p.SkippedTest"),
                finished("p.SkippedTest", SKIPPED),
                classStarted("p.GoodTest"),
                finished("p.GoodTest", GOOD),
                classStarted("p.FooTest"),
                finished("p.FooTest", 1, false, foo(1)),
                classStarted("p.FooTest"),
                finished("p.FooTest", 2, false, foo(2)),
                classStarted("p.FlakyTest"),
                finished("p.FlakyTest", 2, false, flaky(FLICKERED, FLICKERED_AGAIN)),
                classStarted("p.FooTest"),
                finished("p.FooTest", 3, true, foo(3)),
                classStarted("p.FlakyTest"),
                finished("p.FlakyTest", 3, true, flaky),
                runFinished(all(flaky, foo(3))));
    }

    private static TestResult[] flaky(TestExecution... executions) {
        return new TestResult[] {result("p.FlakyTest", "flickers", executions)};
    }

    static TestResult[] foo(int runs) {
        return new TestResult[] {
            result("p.FooTest", "adds", times(runs, problem(Outcome.FAILED, ADDS))),
            result("p.FooTest", "breaks", times(runs, problem(Outcome.ERROR, BREAKS))),
            result("p.FooTest", "passes", passed()),
            result("p.FooTest", "sleeps", skipped("later")),
            result("p.FooTest", "subtracts", times(runs, problem(Outcome.FAILED, SUBTRACTS)))
        };
    }

    private static TestExecution[] times(int runs, TestExecution execution) {
        return Collections.nCopies(runs, execution).toArray(TestExecution[]::new);
    }

    private static TestResult[] all(TestResult[] flaky, TestResult[] foo) {
        return Stream.of(flaky, SKIPPED, GOOD, foo).flatMap(Arrays::stream).toArray(TestResult[]::new);
    }
}
