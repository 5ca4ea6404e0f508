package dev.simple.report;

import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.TestCase;
import dev.simple.model.WorkerEnd;

/** What the console says of workers that die and of classes that take long. */
final class TroubleText {

    private TroubleText() {}

    static String of(WorkerCrashed event) {
        WorkerEnd end = event.end();
        StringBuilder text = new StringBuilder("Worker " + end.worker() + " died");
        if (!event.classNames().isEmpty()) {
            text.append(" while it ran ").append(String.join(", ", event.classNames()));
        }
        text.append(" (exit code ").append(end.exitCode()).append("): ").append(end.cause());
        if (end.errorFile() != null) {
            text.append("\n  The JVM's fatal error log: ").append(end.errorFile());
        }
        if (!end.outputTail().isBlank()) {
            text.append("\n  The end of its output:");
            end.outputTail()
                    .stripTrailing()
                    .lines()
                    .forEach(line -> text.append("\n    ").append(line));
        }
        return text.toString();
    }

    static String of(ClassSlow event) {
        TestCase current = event.current();
        return event.className() + " has been running for " + Times.rough(event.running()) + " in worker "
                + event.worker()
                + (current == null ? ", outside of a test." : ", now in " + current.name() + ".");
    }
}
