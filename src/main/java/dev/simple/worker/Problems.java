package dev.simple.worker;

import dev.simple.protocol.ProblemDescription;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Turns exceptions into text. Exceptions are the project's code: any method of theirs may throw. */
final class Problems {

    private static final int MAX_CHARACTERS = 1024 * 1024;

    private Problems() {}

    /**
     * Describes an exception.
     *
     * @param testClass the class whose frames matter, null for none
     * @param trim whether the stack trace keeps only the frames of that class
     */
    static ProblemDescription describe(Throwable problem, @Nullable String testClass, boolean trim) {
        String stackTrace = stackTrace(problem);
        return new ProblemDescription(
                problem instanceof AssertionError,
                problem.getClass().getName(),
                cut(messageOrNull(problem)),
                String.valueOf(cut(trim && testClass != null ? StackTraces.trim(stackTrace, testClass) : stackTrace)),
                StackTraces.summary(problem, messageOrNull(problem), testClass));
    }

    /** The exception's message, or its type where it has none. */
    static String message(Throwable problem) {
        String message = cut(messageOrNull(problem));
        return message == null ? problem.getClass().getName() : message;
    }

    private static @Nullable String messageOrNull(Throwable problem) {
        try {
            return problem.getMessage();
        } catch (Throwable e) {
            return "(" + problem.getClass().getName() + ".getMessage() threw "
                    + e.getClass().getName() + ")";
        }
    }

    private static String stackTrace(Throwable problem) {
        try {
            StringWriter text = new StringWriter();
            problem.printStackTrace(new PrintWriter(text));
            return text.toString();
        } catch (Throwable e) {
            StringBuilder text = new StringBuilder(problem.getClass().getName() + ": " + messageOrNull(problem) + "\n");
            for (StackTraceElement frame : StackTraces.frames(problem)) {
                text.append("\tat ").append(frame).append('\n');
            }
            return text.append("(its stack trace could not be printed: ")
                    .append(e.getClass().getName())
                    .append(")\n")
                    .toString();
        }
    }

    /** Text that leaves room for others in a frame. */
    static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= MAX_CHARACTERS) {
            return text;
        }
        return text.substring(0, MAX_CHARACTERS) + "\n... (" + (text.length() - MAX_CHARACTERS)
                + " more characters left out)";
    }
}
