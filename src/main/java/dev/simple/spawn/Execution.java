package dev.simple.spawn;

import dev.simple.protocol.OutputLengths;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Something that was started and that ends, with all that belongs to it: a process, or a container. */
public interface Execution {

    /** From 1; unique among those that one {@link Spawner} has started. */
    int number();

    /** The id of its process on this machine, 0 if it has none that is known here. */
    long pid();

    Instant startedAt();

    /** The file that its output is appended to. */
    Path stdout();

    /** Likewise. */
    Path stderr();

    /**
     * Waits for output that is on its way, a second at most for each of the two.
     *
     * @param told by the process
     * @return the same in bytes of the files
     */
    OutputLengths arrived(OutputLengths told);

    /** Completes when the process has ended. What it has started may still run. */
    CompletableFuture<ExitStatus> onExit();

    /**
     * Ends it, if it still runs, and all that it has left behind, and forgets it.
     *
     * @return completes with what had to be ended, when nothing is left of it
     */
    CompletableFuture<CleanUp> cleanUp();

    /** Whether it is stopped, by SIGSTOP for example. False where that is not known. */
    boolean isStopped();
}
