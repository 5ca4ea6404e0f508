package dev.simple.spawn;

import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.OutputLengths;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that a {@link SpawnTracker} has started. */
public final class Spawn implements Execution {

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

    @Override
    public int number() {
        return number;
    }

    public SpawnCommand command() {
        return command;
    }

    public SpawnLimits limits() {
        return limits;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    ProcessIdentity process() {
        return process;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public Path stdout() {
        return command.stdout();
    }

    @Override
    public Path stderr() {
        return command.stderr();
    }

    /** It writes the files itself. */
    @Override
    public OutputLengths arrived(OutputLengths told) {
        return told;
    }

    @Override
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

    @Override
    public CompletableFuture<CleanUp> cleanUp() {
        return tracker.untrack(this);
    }

    @Override
    public boolean isStopped() {
        return new ProcessTable().isStopped(process);
    }
}
