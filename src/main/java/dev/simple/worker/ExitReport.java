package dev.simple.worker;

import dev.simple.protocol.WorkerMessage.Exiting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the runner who called {@code System.exit} when the worker exits in the middle of its work. */
final class ExitReport {

    private final RunnerChannel channel;
    private final RunningTests running;
    private volatile boolean expected;

    private ExitReport(RunnerChannel channel, RunningTests running) {
        this.channel = channel;
        this.running = running;
    }

    static ExitReport install(RunnerChannel channel, RunningTests running) {
        ExitReport report = new ExitReport(channel, running);
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

    private @Nullable String callerOfExit() {
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            List<StackTraceElement> stack = List.of(thread.getValue());
            for (int i = stack.size() - 1; i >= 0; i--) {
                if (isExit(stack.get(i))) {
                    return ThreadDumps.format(thread.getKey(), stack.subList(i, stack.size()), running.classNames());
                }
            }
        }
        return null;
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getMethodName().equals("exit")
                && (frame.getClassName().equals("java.lang.System")
                        || frame.getClassName().equals("java.lang.Runtime"));
    }
}
