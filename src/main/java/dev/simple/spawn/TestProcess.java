package dev.simple.spawn;

import java.time.Instant;

/** A process that runs tests: a worker JVM, or the command of a spec file. */
public abstract sealed class TestProcess permits WorkerProcess, CommandProcess {

    private final int number;
    private final Spawn spawn;
    private final NativeOutput stdout;
    private final NativeOutput stderr;

    TestProcess(int number, Spawn spawn) {
        this.number = number;
        this.spawn = spawn;
        this.stdout = new NativeOutput(spawn.command().stdout());
        this.stderr = new NativeOutput(spawn.command().stderr());
    }

    /** Its number among all processes of the run that run tests, from 1. */
    public final int number() {
        return number;
    }

    /** The number that the tracker gave it. */
    public final int spawnNumber() {
        return spawn.number();
    }

    final Spawn spawn() {
        return spawn;
    }

    public final Instant startedAt() {
        return spawn.startedAt();
    }

    public final long pid() {
        return spawn.pid();
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
        spawn.end();
    }

    /** Whether the process is stopped, by SIGSTOP for example. False where the operating system does not tell. */
    public final boolean isStopped() {
        return spawn.isStopped();
    }
}
