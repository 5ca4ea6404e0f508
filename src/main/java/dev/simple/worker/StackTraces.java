package dev.simple.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the test in a stack trace. */
final class StackTraces {

    private static final int MAX_SUMMARY_CHARACTERS = 300;

    private StackTraces() {}

    /** The lines of a printed stack trace without the frames of other classes. */
    static String trim(String stackTrace, String testClass) {
        StringBuilder kept = new StringBuilder();
        stackTrace.lines().forEach(line -> {
            String text = line.strip();
            boolean frame = text.startsWith("at ");
            boolean elision = text.matches("\\.\\.\\. \\d+ (more|common frames omitted)");
            boolean own = frame && isOf(testClass, text.substring(3).replaceFirst("^[^(]*/", ""));
            if (own || !(frame || elision)) {
                kept.append(line).append('\n');
            }
        });
        return kept.toString();
    }

    /**
     * One line for the list of failures: where in the test, and what. A failed assertion shows its message, an error its
     * type too.
     */
    static String summary(Throwable problem, @Nullable String message, @Nullable String testClass) {
        StringBuilder line = new StringBuilder(testClass == null ? "" : place(frames(problem), testClass));
        if (!(problem instanceof AssertionError)) {
            String type = problem.getClass().getSimpleName();
            line.append(line.length() > 0 ? " " : "")
                    .append("\u00bb ")
                    .append(type.replaceFirst("(?<=.)(Exception|Error)$", ""));
        }
        if (message != null && !message.isBlank()) {
            String oneLine = message.strip().replaceAll("\\s+", " ");
            boolean cut = oneLine.length() > MAX_SUMMARY_CHARACTERS;
            line.append(' ').append(cut ? oneLine.substring(0, MAX_SUMMARY_CHARACTERS) + "..." : oneLine);
        }
        return line.toString();
    }

    /** The frames of an exception, none if it does not tell. */
    static StackTraceElement[] frames(Throwable problem) {
        try {
            StackTraceElement[] frames = problem.getStackTrace();
            return frames == null ? new StackTraceElement[0] : frames;
        } catch (Throwable e) {
            return new StackTraceElement[0];
        }
    }

    /**
     * The way through the test class and its superclasses, the test method first, such as
     * {@code FooTest>AbstractTest.adds:12->helper:30}.
     */
    private static String place(StackTraceElement[] frames, String testClass) {
        Set<String> hierarchy = hierarchy(testClass);
        Deque<StackTraceElement> own = new ArrayDeque<>();
        for (StackTraceElement frame : frames) {
            if (hierarchy.contains(outermost(frame.getClassName()))) {
                own.push(frame);
            }
        }
        StringBuilder place = new StringBuilder(simpleName(testClass));
        String className = testClass;
        String separator = "";
        for (StackTraceElement frame : own) {
            String frameClass = frame.getClassName();
            boolean same = outermost(frameClass).equals(outermost(className));
            place.append(separator.isEmpty() ? (same ? "." : ">" + simpleName(frameClass) + ".") : separator);
            if (!separator.isEmpty() && !same) {
                place.append(simpleName(frameClass)).append('.');
            }
            place.append(methodName(frame)).append(':').append(frame.getLineNumber());
            className = frameClass;
            separator = "->";
        }
        return place.toString();
    }

    /** The names of the class and its superclasses; of the class alone where it cannot be loaded. */
    private static Set<String> hierarchy(String testClass) {
        Set<String> names = new HashSet<>();
        names.add(testClass);
        try {
            Class<?> type =
                    Class.forName(testClass, false, Thread.currentThread().getContextClassLoader());
            while (type != null && type != Object.class) {
                names.add(type.getName());
                type = type.getSuperclass();
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // The names of engines' own containers are no classes.
        }
        return names;
    }

    private static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    private static String methodName(StackTraceElement frame) {
        // The compiler names the body of a lambda in method m lambda$m$0.
        String name = frame.getMethodName();
        return name.startsWith("lambda$") ? name.substring(7).replaceFirst("\\$\\d+$", "") : name;
    }

    private static boolean isOf(String testClass, String qualifiedMethod) {
        return qualifiedMethod.startsWith(testClass)
                && (qualifiedMethod.length() == testClass.length()
                        || qualifiedMethod.charAt(testClass.length()) == '.'
                        || qualifiedMethod.charAt(testClass.length()) == '$');
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
