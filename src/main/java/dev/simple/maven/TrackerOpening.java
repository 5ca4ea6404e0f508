package dev.simple.maven;

import dev.simple.run.RunStoppedException;
import dev.simple.spawn.Janitor;
import dev.simple.spawn.SpawnTracker;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.maven.plugin.logging.Log;

/** Sweeps what earlier runs have left, and opens the tracker of this one, beside the preparation of the run. */
final class TrackerOpening implements AutoCloseable {

    private final Log log;
    private final FutureTask<Janitor.Sweep> sweep = new FutureTask<>(() -> new Janitor().sweep());
    private final Future<SpawnTracker> tracker;

    /** Begins. */
    TrackerOpening(Log log) {
        this.log = log;
        this.tracker = Background.start("simple-opening", () -> {
            sweep.run();
            return SpawnTracker.open();
        });
    }

    /**
     * Waits for it, and tells what was swept.
     *
     * @throws IOException if no tracker can be opened
     * @throws RunStoppedException if this thread is interrupted
     */
    SpawnTracker await() throws IOException {
        try {
            SweepLog.write(sweep.get(), log);
            return tracker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException("The thread that drives the run was interrupted.");
        }
    }

    /** Ends all that the tracker has started. The tests have run: a file that cannot be deleted does not change that. */
    @Override
    public void close() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    tracker.get().close();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    // There is none, which await has told.
                    return;
                } catch (IOException e) {
                    log.warn("Temporary files of the run are left behind: " + e);
                    return;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
