package dev.simple.report;

import dev.simple.model.LeakKind;
import dev.simple.model.Leak;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.TestCase;
import dev.simple.model.WorkerEnd;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the console says of workers that die, of classes that take long, and of processes that are left behind. */
final class TroubleText {

    private static final int LONGEST_COMMAND = 200;

    /** Nobody reads hundreds of lines, which would push the results off the screen. */
    private static final int MOST_PROCESSES = 20;

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

    static String of(ProcessesLeftBehind event) {
        StringBuilder text = new StringBuilder();
        String origin = "";
        for (Leak process :
                event.processes().subList(0, Math.min(event.processes().size(), MOST_PROCESSES))) {
            if (!origin(process).equals(origin)) {
                origin = origin(process);
                text.append(text.isEmpty() ? "" : "\n")
                        .append("Left behind by ")
                        .append(origin)
                        .append(":");
            }
            text.append("\n  ").append(of(process));
        }
        int more = event.processes().size() - MOST_PROCESSES;
        return more > 0 ? text + "\n  and " + more + " more, which are in the reports" : text.toString();
    }

    /** The class that left a process behind, or the worker. */
    static String origin(Leak process) {
        if (!process.classNames().isEmpty()) {
            return String.join(" or ", process.classNames());
        }
        return process.workers().isEmpty()
                ? "a test"
                : process.workers().stream().map(worker -> "worker " + worker).collect(Collectors.joining(" or "));
    }

    static String of(Leak process) {
        String command = process.commandLine().strip();
        String age = " (" + Times.rough(process.age()) + " old, ";
        if (process.kind() != LeakKind.PROCESS) {
            return process.kind().name().toLowerCase(Locale.ROOT) + age
                    + (process.ended() ? "removed" : "cannot be removed") + "): " + command;
        }
        return "process " + process.pid() + age + (process.ended() ? "ended" : "cannot be ended") + "): "
                + (command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "..." : command);
    }

    static String of(ClassSlow event) {
        TestCase current = event.current();
        return event.className() + " has been running for " + Times.rough(event.running()) + " in worker "
                + event.worker()
                + (current == null ? ", outside of a test." : ", now in " + current.name() + ".");
    }
}
