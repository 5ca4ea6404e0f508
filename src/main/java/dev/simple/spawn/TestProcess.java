package dev.simple.spawn;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A process that runs tests: a worker JVM, or the command of a spec file. */
public sealed interface TestProcess permits WorkerProcess, CommandProcess {

    /** Its number among all processes of the run, from 1. */
    int number();

    Instant startedAt();

    long pid();

    /** What it wrote to its own stdout; of a worker, past {@code System.out}. */
    NativeOutput stdout();

    NativeOutput stderr();

    /** The exit code, 128 + the signal's number after a signal, once the process has ended. */
    CompletableFuture<Integer> onExit();

    /** Kills the process and everything below it; returns at once. */
    void kill();

    /** Whether the process is stopped, by SIGSTOP for example. False where the operating system does not tell. */
    boolean isStopped();
}
