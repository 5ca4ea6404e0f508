package dev.simple.report;

import static dev.simple.report.StyledText.Style.FAILURE;
import static dev.simple.report.StyledText.Style.SUCCESS;
import static dev.simple.report.StyledText.Style.WARNING;

import dev.simple.model.Counts;
import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.RunResult;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.Verdict;
import java.util.Comparator;
import java.util.List;

/** The end of the console's report: the lists of problems and the total, as Surefire prints them. */
final class ResultLines {

    private final Screen screen;
    private final boolean colour;

    ResultLines(Screen screen, boolean colour) {
        this.screen = screen;
        this.colour = colour;
    }

    void print(RunResult result) {
        screen.info("");
        screen.info("Results:");
        screen.info("");
        list("Failures: ", Verdict.FAILED, result.problems());
        list("Errors: ", Verdict.ERROR, result.problems());
        list("Flakes: ", Verdict.FLAKY, result.problems());
        if (!result.problems().isEmpty()) {
            screen.info("");
        }
        total(result.counts());
        notRun(result);
        screen.info("");
    }

    private void list(String title, Verdict verdict, List<TestResult> problems) {
        List<TestResult> chosen = problems.stream()
                .filter(test -> test.verdict() == verdict)
                .sorted(Comparator.comparing(ResultLines::name))
                .toList();
        if (!chosen.isEmpty()) {
            title(verdict, title);
        }
        for (TestResult test : chosen) {
            if (test.executions().size() == 1) {
                failure("  " + outcome(test.first()));
            } else {
                runs(verdict, test);
            }
        }
    }

    private void runs(Verdict verdict, TestResult test) {
        title(verdict, name(test));
        int run = 0;
        for (TestExecution execution : test.executions()) {
            String line = "  Run " + ++run + ": " + outcome(execution);
            if (execution.outcome() == Outcome.PASSED) {
                screen.info(StyledText.of(colour, SUCCESS, line));
            } else {
                failure(line);
            }
        }
        screen.info("");
    }

    private void title(Verdict verdict, String title) {
        if (verdict == Verdict.FLAKY) {
            screen.warn(StyledText.of(colour, WARNING, title));
        } else {
            failure(title);
        }
    }

    private void total(Counts counts) {
        String total = "Tests run: " + counts.tests() + ", Failures: " + counts.failures() + ", Errors: "
                + counts.errors() + ", Skipped: " + counts.skipped()
                + (counts.flaky() > 0 ? ", Flakes: " + counts.flaky() : "");
        if (counts.problems() > 0) {
            failure(total);
        } else if (counts.flaky() > 0) {
            screen.warn(StyledText.of(colour, WARNING, total));
        } else if (counts.skipped() > 0 || counts.tests() == 0) {
            screen.info(total);
        } else {
            screen.info(StyledText.of(colour, SUCCESS, total));
        }
    }

    private void notRun(RunResult result) {
        int classes = result.notRun().size();
        String reason = result.stopReason() == null ? "The run was stopped." : result.stopReason();
        if (classes > 0) {
            screen.warn(
                    classes + (classes == 1 ? " class or file was" : " classes or files were") + " not run: " + reason);
        } else if (result.stopReason() != null) {
            screen.warn("The run was stopped: " + reason);
        }
    }

    private void failure(String line) {
        screen.error(StyledText.of(colour, FAILURE, line));
    }

    private static String name(TestResult test) {
        return test.test().title();
    }

    private static String outcome(TestExecution execution) {
        Problem problem = execution.problem();
        if (problem != null) {
            return problem.summary();
        }
        return execution.outcome() == Outcome.PASSED ? "PASS" : "SKIPPED";
    }
}
