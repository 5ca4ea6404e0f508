package dev.simple.report;

import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run of a class did: the executions of this run alone, not those of the runs before. */
record ClassRun(
        String className, Duration duration, @Nullable Interruption interruption, List<Executed> executed) {

    record Executed(TestCase test, TestExecution execution) {}

    long count(Outcome outcome) {
        return executed.stream()
                .filter(one -> one.execution().outcome() == outcome)
                .count();
    }

    boolean hasProblems() {
        return interruption != null
                || executed.stream().anyMatch(one -> one.execution().outcome().isProblem());
    }

    /**
     * The details that follow the summary: one text of several lines for each problem.
     *
     * @param dumpLines of a problem with a thread dump or the like, at most this many lines are shown
     * @param everyTest whether tests that passed or were skipped have a line too
     */
    List<String> details(int dumpLines, boolean everyTest) {
        List<String> details = new ArrayList<>();
        for (Executed one : executed) {
            Problem problem = one.execution().problem();
            if (problem != null) {
                details.add(
                        headline(one) + withStackTrace(problem, interruption == null ? Integer.MAX_VALUE : dumpLines));
            } else if (everyTest) {
                details.add(
                        one.execution().outcome() == Outcome.SKIPPED
                                ? one.test().title() + " skipped"
                                : timeOf(one));
            }
        }
        if (interruption != null) {
            details.add(className + " did not run to its end: "
                    + switch (interruption) {
                        case CRASHED -> "its process died.";
                        case TIMED_OUT -> "it was ended because it ran longer than the time limit.";
                        case OVERWEIGHT -> "it was ended because its processes used too much memory.";
                    });
        }
        return details;
    }

    private static String headline(Executed one) {
        String kind = one.execution().outcome() == Outcome.FAILED ? "FAILURE" : "ERROR";
        return timeOf(one) + " <<< " + kind + "!";
    }

    private static String timeOf(Executed one) {
        return one.test().title() + " -- Time elapsed: "
                + Times.elapsed(one.execution().duration());
    }

    // Surefire ends a stack trace with a line end and the line with another one: an empty line separates problems.
    private static String withStackTrace(Problem problem, int maxLines) {
        List<String> lines = problem.stackTrace().stripTrailing().lines().toList();
        if (lines.isEmpty()) {
            return "";
        }
        String shown = String.join("\n", lines.subList(0, Math.min(maxLines, lines.size())));
        int left = lines.size() - maxLines;
        return "\n" + shown + (left > 0 ? "\n... (" + left + " more lines in the reports)" : "") + "\n";
    }
}
