package dev.simple.report;

import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which elements of the XML report a test's executions become. The order is the schema's, failures before errors, not
 * that of the executions.
 */
final class ReportedProblems {

    private static final List<String> ORDER =
            List.of("failure", "rerunFailure", "flakyFailure", "skipped", "error", "rerunError", "flakyError");

    /**
     * An execution as an element.
     *
     * @param hasOwnOutput whether its output is in this element; otherwise it is the test case's
     */
    record Reported(String element, TestExecution execution, boolean hasOwnOutput) {
        @Nullable
        Problem problem() {
            return execution.problem();
        }
    }

    private ReportedProblems() {}

    static List<Reported> of(TestResult test) {
        Verdict verdict = test.verdict();
        TestExecution representative = representative(test);
        List<Reported> reported = new ArrayList<>();
        int main = test.executions().indexOf(representative);
        for (int i = 0; i < test.executions().size(); i++) {
            TestExecution execution = test.executions().get(i);
            if (execution.problem() != null) {
                reported.add(new Reported(element(execution, i == main, verdict), execution, i != main));
            }
        }
        if (verdict == Verdict.SKIPPED) {
            reported.add(new Reported("skipped", representative, false));
        }
        reported.sort(Comparator.comparingInt(one -> ORDER.indexOf(one.element())));
        return reported;
    }

    /** The execution whose time and output are the test's: the one that passed, else the first with a problem. */
    static TestExecution representative(TestResult test) {
        return first(test, Outcome.PASSED, Outcome.PASSED, first(test, Outcome.FAILED, Outcome.ERROR, test.first()));
    }

    private static TestExecution first(TestResult test, Outcome one, Outcome other, TestExecution otherwise) {
        return test.executions().stream()
                .filter(execution -> execution.outcome() == one || execution.outcome() == other)
                .findFirst()
                .orElse(otherwise);
    }

    private static String element(TestExecution execution, boolean main, Verdict verdict) {
        boolean failure = execution.outcome() == Outcome.FAILED;
        if (main) {
            return failure ? "failure" : "error";
        }
        return (verdict == Verdict.FLAKY ? "flaky" : "rerun") + (failure ? "Failure" : "Error");
    }
}
