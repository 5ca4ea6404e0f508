package dev.simple.worker;

import dev.simple.protocol.WorkerMessage.Exiting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the runner who called {@code System.exit} when the worker exits in the middle of its work. */
final class ExitReport {

    private final RunnerChannel channel;
    private volatile boolean expected;

    private ExitReport(RunnerChannel channel) {
        this.channel = channel;
    }

    static ExitReport install(RunnerChannel channel) {
        ExitReport report = new ExitReport(channel);
        Runtime.getRuntime().addShutdownHook(new Thread(report::send, "simple-worker-exit"));
        return report;
    }

    /** The worker is about to exit by itself. */
    void expectExit() {
        expected = true;
    }

    private void send() {
        if (!expected) {
            channel.send(new Exiting(callerOfExit()));
        }
    }

    private static @Nullable String callerOfExit() {
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            StackTraceElement[] stack = thread.getValue();
            for (StackTraceElement frame : stack) {
                if (frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit")) {
                    return ThreadDumps.format(thread.getKey(), stack);
                }
            }
        }
        return null;
    }
}
