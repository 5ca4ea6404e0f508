package dev.simple.maven;

import dev.simple.run.RunStoppedException;
import dev.simple.spawn.Janitor;
import dev.simple.spawn.SpawnTracker;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.maven.plugin.logging.Log;

/** Sweeps what earlier runs have left, and opens the tracker of this one, beside the preparation of the run. */
final class TrackerOpening implements AutoCloseable {

    private final Log log;
    private final FutureTask<Janitor.Sweep> sweep = new FutureTask<>(() -> new Janitor().sweep());
    private final Future<SpawnTracker> tracker;
    private boolean told;

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
            tell(sweep.get());
            return tracker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw RunStoppedException.ofInterruption(e);
        }
    }

    private void tell(Janitor.Sweep swept) {
        if (!told) {
            told = true;
            SweepLog.write(swept, log);
        }
    }

    /** Ends all that the tracker has started. The tests have run: a file that cannot be deleted does not change that. */
    @Override
    public void close() {
        Optional<SpawnTracker> opened = result(tracker);
        try {
            if (opened.isPresent()) {
                opened.get().close();
            }
        } catch (IOException e) {
            log.warn("Temporary files of the run are left behind: " + e);
        }
        result(sweep).ifPresent(this::tell);
    }

    /** Waits for it even in a thread that is interrupted; empty if it has failed. */
    private static <T> Optional<T> result(Future<T> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return Optional.of(work.get());
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return Optional.empty();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
