package dev.simple.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.protocol.ProblemDescription;
import dev.simple.protocol.TestDescription;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.ClassFinished;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import dev.simple.protocol.WorkerMessage.Output;
import dev.simple.protocol.WorkerMessage.Planned;
import dev.simple.protocol.WorkerMessage.TestFinished;
import dev.simple.protocol.WorkerMessage.TestSkipped;
import dev.simple.protocol.WorkerMessage.TestStarted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a worker said, in a form that tests can compare. */
final class Story {

    private final List<WorkerMessage> messages;
    private final Map<Integer, TestDescription> tests = new HashMap<>();

    Story(List<WorkerMessage> messages) {
        this.messages = messages;
        for (WorkerMessage message : messages) {
            if (message instanceof TestStarted started) {
                tests.put(started.test(), started.description());
            }
        }
    }

    /** Everything except output, a line each, such as {@code KindsFixture.aPasses: passed}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (WorkerMessage message : messages) {
            if (message instanceof Planned planned) {
                lines.add("planned "
                        + String.join(
                                " ",
                                planned.classNames().stream()
                                        .map(Story::simple)
                                        .sorted()
                                        .toList()));
            } else if (message instanceof ClassStarted started) {
                lines.add("begin " + simple(started.className()));
            } else if (message instanceof ClassFinished finished) {
                lines.add("end " + simple(finished.className()));
            } else if (message instanceof TestFinished finished) {
                lines.add(name(test(finished.test())) + ": " + verdict(finished));
            } else if (message instanceof TestSkipped skipped) {
                lines.add(name(skipped.description()) + ": skipped (" + skipped.reason() + ")");
            }
        }
        return lines;
    }

    /** The problem of a test. */
    ProblemDescription problem(String test) {
        for (WorkerMessage message : messages) {
            if (message instanceof TestFinished finished) {
                ProblemDescription problem = finished.problem();
                if (problem != null && test(finished.test()).name().equals(test)) {
                    return problem;
                }
            }
        }
        throw new AssertionError("No problem of " + test + " in " + lines());
    }

    TestDescription test(String name) {
        return tests.values().stream()
                .filter(test -> test.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + lines()));
    }

    /** Whole lines that were printed, each with the test that it is said to come from. */
    List<String> output() {
        Map<String, StringBuilder> open = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (WorkerMessage message : messages) {
            if (message instanceof Output output) {
                String source = output.test() != 0
                        ? test(output.test()).name()
                        : output.className() == null ? "nobody" : simple(output.className());
                StringBuilder text =
                        open.computeIfAbsent((output.stderr() ? "err " : "out ") + source, key -> new StringBuilder());
                text.append(new String(output.bytes(), UTF_8));
                if (text.toString().endsWith("\n")) {
                    lines.add((output.stderr() ? "err " : "out ") + source + ": "
                            + text.toString().strip());
                    text.setLength(0);
                }
            }
        }
        return lines;
    }

    private TestDescription test(int number) {
        TestDescription test = tests.get(number);
        if (test == null) {
            throw new AssertionError("Test " + number + " was not announced.");
        }
        return test;
    }

    private static String verdict(TestFinished finished) {
        ProblemDescription problem = finished.problem();
        if (problem != null) {
            return (problem.assertion() ? "failed " : "error ") + simple(problem.type());
        }
        return finished.abortReason() == null ? "passed" : "aborted (" + finished.abortReason() + ")";
    }

    private static String name(TestDescription test) {
        return simple(test.className()) + "." + test.name();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
