package dev.simple.spawn;

import dev.simple.protocol.MemoryUse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts processes somewhere, on this machine or in containers, and leaves nothing of them. */
public interface Spawner {

    /**
     * Starts a process.
     *
     * @throws IOException if it cannot be started, in the system's words
     */
    Execution spawn(SpawnCommand command, SpawnLimits limits) throws IOException;

    /** What the user should know of how things run and was not told yet, in full sentences. */
    default List<String> remarks() {
        return List.of();
    }

    /** How much memory each of them uses with all that belongs to it. */
    CompletableFuture<List<MemoryUse>> memory();
}
