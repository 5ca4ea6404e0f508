package dev.simple.spawn;

import dev.simple.process.SignalHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notices which signal shuts this JVM down while something runs, and changes nothing about it. */
public final class StopSignal {

    private static final Map<String, String> NAMES =
            Map.of("INT", "SIGINT (Ctrl+C)", "TERM", "SIGTERM", "HUP", "SIGHUP (its terminal was closed)");

    private static final List<Runnable> UNDO = new ArrayList<>();
    private static int users;
    private static volatile @Nullable String received;

    private StopSignal() {}

    public static synchronized void watch() {
        if (users++ == 0) {
            for (Map.Entry<String, String> signal : NAMES.entrySet()) {
                Optional<Runnable> undo = SignalHandlers.observe(signal.getKey(), () -> receive(signal.getValue()));
                undo.ifPresent(UNDO::add);
            }
        }
    }

    /** Those that come after it only hurry. */
    private static void receive(String signal) {
        if (received == null) {
            received = signal;
        }
    }

    public static synchronized void unwatch() {
        // A JVM that is being shut down has other handlers by now.
        if (--users == 0 && received == null) {
            UNDO.forEach(Runnable::run);
            UNDO.clear();
        }
    }

    /** Calls this too for every signal that comes from now on, for a JVM that is shut down already. */
    public static void whenRepeated(Runnable action) {
        for (String signal : NAMES.keySet()) {
            Optional<Runnable> unused = SignalHandlers.observe(signal, action);
        }
    }

    /** Whether there was one: who has sent it wants this JVM to end soon. */
    public static boolean isReceived() {
        return received != null;
    }

    /** Why a run is over whose JVM is shut down. */
    public static String sentence() {
        String signal = received;
        return signal == null ? "The run was interrupted." : "The run was interrupted by " + signal + ".";
    }
}
