package dev.simple.spawn;

import dev.simple.config.RunConfiguration.WorkerJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Starts the workers of a run. Closing it ends those that are left; nothing is started after that. */
public final class WorkerSpawner implements AutoCloseable {

    private final RunDirectory temporary;
    private final RunDirectory large;
    private final WorkerCommand command;
    private final WorkerServer server;
    private final List<String> shortLifeArguments;
    private final @Nullable SharedArchive archive;
    private final WorkerEvents events;
    private final Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
    private int started;
    private volatile boolean closed;

    /**
     * Prepares to start workers.
     *
     * @param directory where the JVMs' fatal error logs and the output of the processes go
     * @param manyStarts whether so many workers will be started, for little each, that it pays to make a start cheap
     */
    public WorkerSpawner(WorkerJvm jvm, Path directory, boolean manyStarts, WorkerEvents events) throws IOException {
        this.events = events;
        this.large = RunDirectory.in(directory);
        try {
            this.temporary = RunDirectory.temporary();
            try {
                Path jar = temporary.path().resolve("simple-worker.jar");
                WorkerJar.write(jar);
                this.command = new WorkerCommand(jvm, jar, directory);
                this.shortLifeArguments = manyStarts ? command.shortLifeArguments() : List.of();
                this.archive = manyStarts && !command.configuresSharing()
                        ? new SharedArchive(
                                jvm.executable(), command.firstJars(), command.takesLinkedClasses(), large.path())
                        : null;
                this.server = WorkerServer.open(temporary.path().resolve("workers"), events);
            } catch (IOException e) {
                temporary.close();
                throw e;
            }
        } catch (IOException e) {
            large.close();
            throw e;
        }
    }

    /** Whether a worker's fork number must be known when it is started. */
    public boolean dependsOnForkNumber() {
        return command.dependsOnForkNumber();
    }

    /** The system properties that depend on the fork number; all others the worker has from its start. */
    public Map<String, String> lateSystemProperties(int forkNumber) {
        return command.lateSystemProperties(forkNumber);
    }

    /** A directory for large files, deleted when this is closed. */
    public Path workDirectory() {
        return large.path();
    }

    /**
     * Starts a worker, which will connect or exit.
     *
     * @param forkNumber from 1; 0 if it does not have one yet
     * @throws IOException if the process cannot be started
     */
    public synchronized WorkerProcess start(int forkNumber) throws IOException {
        if (closed) {
            throw new IOException("The run is being ended.");
        }
        int number = ++started;
        List<String> arguments = new ArrayList<>(shortLifeArguments);
        if (archive != null) {
            arguments.addAll(archive.arguments());
        }
        ProcessBuilder builder =
                command.prepare(forkNumber, temporary.path(), temporary.path().resolve("workers"), number, arguments);
        WorkerProcess worker = server.expect(() -> WorkerProcess.start(number, builder, large.path()));
        alive.add(worker);
        CompletableFuture<Void> unused = worker.onExit().thenAccept(exitCode -> {
            alive.remove(worker);
            server.forget(worker);
            if (archive != null && !closed) {
                archive.workerExited();
            }
            events.exited(worker, exitCode);
        });
        return worker;
    }

    /** Ends all workers with their process trees, and returns when they are gone. May be called by any thread. */
    public void endAll() {
        synchronized (this) {
            closed = true;
        }
        alive.forEach(WorkerProcess::kill);
        alive.forEach(worker -> worker.onExit().join());
        if (archive != null) {
            archive.close();
        }
    }

    @Override
    public void close() throws IOException {
        endAll();
        server.close();
        temporary.close();
        large.close();
    }
}
