package dev.simple.matrix;

import java.io.IOException;

/** What happens to a run, and the exit code of its runner. */
enum Fault {
    SUCCESS("end, success", "pass", 0),
    FAILURE("end, test failures", "fail", 1),
    LIMIT("a limit trips", "", 42),
    CONTROL_C("Ctrl+C on its terminal", "", 130),
    TERMINATE("SIGTERM", "", 143),
    HANGUP("terminal closed, SIGHUP", "", 129),
    KILL("SIGKILL of the runner", "", 137),
    KILL_GROUP("SIGKILL of its group", "", 137),
    KILL_SUPERVISOR("SIGKILL of the supervisor", "", 1),
    /** After that comes the next run. */
    KILL_BOTH("SIGKILL of runner and supervisor", "", 137),
    /** The JVM catches SIGSEGV, writes its log and ends itself with SIGABRT. */
    SEGMENTATION_FAULT("SIGSEGV of the runner", "", 134),
    WORKER_KILL("SIGKILL of the worker", "", 1),
    WORKER_EXIT("System.exit in the worker", "exit", 1),
    WORKER_HALT("Runtime.halt in the worker", "halt", 1),
    WORKER_OUT_OF_MEMORY("OutOfMemoryError in the worker", "memory", 1);

    private final String title;
    private final String end;
    private final int exitCode;

    Fault(String title, String end, int exitCode) {
        this.title = title;
        this.end = end;
        this.exitCode = exitCode;
    }

    String title() {
        return title;
    }

    /** How the test class ends once it is let go. */
    String end() {
        return end;
    }

    int exitCode() {
        return exitCode;
    }

    void inject(RunInTrial run) throws IOException {
        switch (this) {
            case SUCCESS, FAILURE, WORKER_EXIT, WORKER_HALT, WORKER_OUT_OF_MEMORY -> run.letGo();
            case LIMIT -> run.fillTheDisk();
            case CONTROL_C -> run.terminal().type("\u0003");
            case TERMINATE -> Signals.send(run.runner(), Signals.TERMINATE);
            case HANGUP -> run.terminal().close();
            case KILL -> Signals.send(run.runner(), Signals.KILL);
            case KILL_GROUP -> Signals.sendToGroup(run.runner(), Signals.KILL);
            case KILL_SUPERVISOR -> Signals.send(run.supervisor(), Signals.KILL);
            case KILL_BOTH -> {
                long supervisor = run.supervisor();
                // It may be faster than the next line.
                Signals.send(supervisor, Signals.STOP);
                Signals.send(run.runner(), Signals.KILL);
                Signals.send(supervisor, Signals.KILL);
                run.startNext();
            }
            case SEGMENTATION_FAULT -> Signals.send(run.runner(), Signals.SEGMENTATION_FAULT);
            case WORKER_KILL -> Signals.send(run.worker(), Signals.KILL);
        }
    }

    boolean needsTerminal() {
        return this == CONTROL_C || this == HANGUP;
    }

    /** Whether the runner has no time to end anything itself. */
    boolean killsTheRunner() {
        return this == KILL || this == KILL_GROUP || this == SEGMENTATION_FAULT;
    }
}
