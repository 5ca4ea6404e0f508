package dev.simple.supervisor;

import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineSweep;
import dev.simple.protocol.SupervisorRequest.WatchEngine;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the run has in a container engine, which nobody else removes when the runner is dead. */
final class Containers {

    /** A container can appear after the client has died that asked for it. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private volatile @Nullable WatchEngine watched;
    private @Nullable Thread removal;
    private volatile boolean remaining;

    void watch(WatchEngine engine) {
        watched = engine.engine().isEmpty() ? null : engine;
    }

    /** Begins to remove everything and returns at once. */
    void remove() {
        WatchEngine engine = watched;
        if (engine != null && removal == null) {
            Thread thread = new Thread(() -> remove(engine), "simple-containers");
            try {
                thread.start();
                removal = thread;
            } catch (OutOfMemoryError e) {
                // No more threads are to be had. The run file stays, and the next run does it.
                System.err.println(e);
                remaining = true;
            }
        }
    }

    private void remove(WatchEngine engine) {
        try {
            EngineSweep.Outcome outcome =
                    new EngineSweep(EngineAddress.of(engine.engine()), engine.run()).sweep(Duration.ZERO, QUIET, LIMIT);
            outcome.remaining().forEach(System.err::println);
            remaining = !outcome.remaining().isEmpty();
        } catch (IOException | RuntimeException e) {
            // The run file stays, and the next run looks again.
            System.err.println(e);
            remaining = true;
        }
    }

    /** Whether something could not be removed. */
    boolean isRemaining() {
        return remaining;
    }

    /** Whether nothing is being removed. */
    boolean isGone() {
        return removal == null || !removal.isAlive();
    }
}
