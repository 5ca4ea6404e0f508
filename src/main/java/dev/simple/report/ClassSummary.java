package dev.simple.report;

import static dev.simple.report.StyledText.Style.FAILURE;
import static dev.simple.report.StyledText.Style.STRONG;
import static dev.simple.report.StyledText.Style.SUCCESS;
import static dev.simple.report.StyledText.Style.WARNING;

import dev.simple.model.Outcome;
import dev.simple.report.StyledText.Style;

/** The line with a class's numbers, as Surefire prints it. */
final class ClassSummary {

    private ClassSummary() {}

    static String of(ClassRun run, boolean colour) {
        StyledText line = new StyledText(colour);
        tests(line, run);
        number(line.add(", "), FAILURE, "Failures: ", run.count(Outcome.FAILED));
        number(line.add(", "), FAILURE, "Errors: ", run.count(Outcome.ERROR));
        number(line.add(", "), WARNING, "Skipped: ", run.count(Outcome.SKIPPED));
        line.add(", Time elapsed: " + Times.elapsed(run.duration()));
        if (run.hasProblems()) {
            line.add(FAILURE, " <<< FAILURE!");
        }
        return line.add(" -- in ").addClassName(run.className()).toString();
    }

    private static void tests(StyledText line, ClassRun run) {
        String tests = String.valueOf(run.executed().size());
        if (run.hasProblems()) {
            line.add(FAILURE, "Tests ").add(STRONG, "run: ").add(STRONG, tests);
        } else if (run.count(Outcome.SKIPPED) > 0) {
            line.add(WARNING, "Tests ").add(STRONG, "run: ").add(STRONG, tests);
        } else {
            line.add(SUCCESS, "Tests run: ").add(SUCCESS, tests);
        }
    }

    private static void number(StyledText line, Style style, String label, long number) {
        if (number > 0) {
            line.add(style, label).add(style, String.valueOf(number));
        } else {
            line.add(label + number);
        }
    }
}
