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
        StringBuilder text = new StringBuilder(end.cause());
        if (!event.classNames().isEmpty()) {
            text.append(" It was running ")
                    .append(String.join(", ", event.classNames()))
                    .append('.');
        }
        if (end.errorFile() != null) {
            text.append("\n  The JVM's fatal error log: ").append(end.errorFile());
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
