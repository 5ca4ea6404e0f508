package dev.simple.spawn;

import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that a {@link SpawnTracker} has started. */
public final class Spawn {

    private final SpawnTracker tracker;
    private final int number;
    private final SpawnCommand command;
    private final SpawnLimits limits;
    private final ProcessIdentity process;
    private final Instant startedAt = Instant.now();
    private final CompletableFuture<ExitStatus> exit;

    Spawn(
            SpawnTracker tracker,
            int number,
            SpawnCommand command,
            SpawnLimits limits,
            ProcessIdentity process,
            CompletableFuture<ExitStatus> exit) {
        this.tracker = tracker;
        this.number = number;
        this.command = command;
        this.limits = limits;
        this.process = process;
        this.exit = exit;
    }

    /** From 1; unique among the spawns of a tracker. */
    public int number() {
        return number;
    }

    public SpawnCommand command() {
        return command;
    }

    public SpawnLimits limits() {
        return limits;
    }

    public long pid() {
        return process.pid();
    }

    ProcessIdentity process() {
        return process;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** Completes when the process has ended and was waited for. What it has started may still run. */
    public CompletableFuture<ExitStatus> onExit() {
        return exit.copy();
    }

    /**
     * Waits for the end of the process.
     *
     * @param limit how long to wait
     * @return empty if it still runs
     */
    public Optional<ExitStatus> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(exit.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Begins to end the process and all that descends from it, and returns at once. */
    public void end() {
        CompletableFuture<CleanUp> unused = tracker.untrack(this);
    }

    /** Whether the process is stopped, by SIGSTOP for example. False where the operating system does not tell. */
    public boolean isStopped() {
        return new ProcessTable().isStopped(process);
    }
}
