package dev.simple.spawn;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the files of a tracker whose supervisor is still starting when this JVM is shut down. Until the supervisor has a
 * session of its own and handlers, the signal that ends this JVM, from a terminal for example, ends it too.
 */
final class StartHook {

    @FunctionalInterface
    interface Start {
        SpawnTracker open(StartHook hook) throws IOException;
    }

    private final Thread thread = new Thread(this::run, "simple-start");
    private @Nullable SpawnTracker tracker;
    private boolean over;

    private StartHook() {}

    /**
     * Opens a tracker, which calls {@link #end} when its supervisor is ready, or somebody else closes it in a hook of his own.
     *
     * @throws IOException if it cannot be opened, or this JVM is being shut down
     */
    static SpawnTracker open(Start start) throws IOException {
        StartHook hook = new StartHook();
        try {
            Runtime.getRuntime().addShutdownHook(hook.thread);
        } catch (IllegalStateException e) {
            throw tooLate();
        }
        boolean opened = false;
        try {
            SpawnTracker made = hook.start(start);
            opened = true;
            return made;
        } finally {
            if (!opened) {
                hook.end();
            }
        }
    }

    private static IOException tooLate() {
        return new IOException("Nothing can be started any more, because this JVM is being shut down.");
    }

    private synchronized SpawnTracker start(Start start) throws IOException {
        if (over) {
            throw tooLate();
        }
        SpawnTracker made = start.open(this);
        tracker = made;
        return made;
    }

    private synchronized void run() {
        over = true;
        if (tracker != null && tracker.abandonStart()) {
            try {
                tracker.close();
            } catch (IOException e) {
                System.err.println("Temporary files of the run are left behind: " + e);
            }
        }
    }

    /** There is nothing to be done any more. */
    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // This JVM is being shut down, and the hook runs.
        }
    }
}
