package dev.simple.spawn;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A process that runs tests: a worker JVM, or the command of a spec file. */
public abstract sealed class TestProcess permits WorkerProcess, CommandProcess {

    private final int number;
    private final Execution execution;
    private final NativeOutput stdout;
    private final NativeOutput stderr;

    TestProcess(int number, Execution execution) {
        this.number = number;
        this.execution = execution;
        this.stdout = new NativeOutput(execution.stdout());
        this.stderr = new NativeOutput(execution.stderr());
    }

    /** Its number among all processes of the run that run tests, from 1. */
    public final int number() {
        return number;
    }

    /** The number that its spawner gave it. */
    public final int spawnNumber() {
        return execution.number();
    }

    final Execution execution() {
        return execution;
    }

    public final Instant startedAt() {
        return execution.startedAt();
    }

    public final long pid() {
        return execution.pid();
    }

    /** What it wrote to its own stdout; of a worker, past {@code System.out}. */
    public final NativeOutput stdout() {
        return stdout;
    }

    public final NativeOutput stderr() {
        return stderr;
    }

    /** Begins to end the process and everything below it; returns at once. */
    public final void end() {
        CompletableFuture<CleanUp> unused = execution.cleanUp();
    }

    /** Whether the process is stopped, by SIGSTOP for example. False where the operating system does not tell. */
    public final boolean isStopped() {
        return execution.isStopped();
    }
}
