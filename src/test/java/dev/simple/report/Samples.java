package dev.simple.report;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.fixtures.Plans;
import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.Problem;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.OutputReceived;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunResult;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a run, as short as tests need them. */
final class Samples {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final Duration TIME = Duration.ofMillis(12);

    private Samples() {}

    static Reporting reporting(Path directory) {
        return new Reporting(
                directory.resolve("surefire"),
                directory.resolve("own"),
                directory.resolve("c"),
                true,
                false,
                false,
                false,
                ReportContent.USUAL);
    }

    static TestCase test(String className, String name) {
        return new TestCase(
                className, className, "[class:" + className + "]/[method:" + name + "()]", name, name + "()");
    }

    static TestResult result(String className, String name, TestExecution... executions) {
        return new TestResult(test(className, name), List.of(executions));
    }

    static TestExecution passed() {
        return passed(CapturedOutput.NONE);
    }

    static TestExecution passed(CapturedOutput output) {
        return new TestExecution(Outcome.PASSED, null, TIME, null, null, output);
    }

    static TestExecution skipped(@Nullable String reason) {
        return new TestExecution(Outcome.SKIPPED, null, Duration.ZERO, null, reason, CapturedOutput.NONE);
    }

    static TestExecution problem(Outcome outcome, Problem problem) {
        return problem(outcome, problem, CapturedOutput.NONE);
    }

    static TestExecution problem(Outcome outcome, Problem problem, CapturedOutput output) {
        return new TestExecution(outcome, null, TIME, problem, null, output);
    }

    static Problem problem(String message) {
        return new Problem("p.Oops", message, "p.Oops: " + message + "\n\tat p.Foo.bar(Foo.java:1)\n", message);
    }

    static RunStarted started(String... classNames) {
        return Plans.started(START, List.of(classNames), 1, null);
    }

    static ClassStarted classStarted(String className) {
        return new ClassStarted(START, className, 1, 1);
    }

    static ClassFinished finished(String className, TestResult... tests) {
        return finished(className, 1, true, tests);
    }

    static ClassFinished finished(String className, int run, boolean last, TestResult... tests) {
        return finished(className, run, last, null, CapturedOutput.NONE, tests);
    }

    static ClassFinished finished(
            String className,
            int run,
            boolean last,
            @Nullable Interruption interruption,
            CapturedOutput output,
            TestResult... tests) {
        ClassResult result = new ClassResult(
                className, run, START, Duration.ofMillis(345), List.of(tests), interruption, null, output);
        return new ClassFinished(START, result, last, 1);
    }

    static OutputReceived output(OutputStreamKind kind, @Nullable String className, String text) {
        return new OutputReceived(START, className, kind, text.getBytes(StandardCharsets.UTF_8), 1);
    }

    static RunFinished runFinished(TestResult... tests) {
        return runFinished(List.of(), null, tests);
    }

    static RunFinished runFinished(List<String> notRun, @Nullable String stopReason, TestResult... tests) {
        List<TestResult> problems = List.of(tests).stream()
                .filter(test -> test.executions().stream()
                        .anyMatch(execution -> execution.outcome().isProblem()))
                .toList();
        RunResult result = new RunResult(
                Duration.ofSeconds(3),
                1,
                Counts.of(List.of(tests)),
                problems,
                List.of(),
                List.of(),
                notRun,
                stopReason == null ? RunEnd.COMPLETE : RunEnd.STOPPED,
                stopReason);
        return new RunFinished(START.plusSeconds(3), result);
    }
}
