package dev.simple.spawn;

import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.RunConfiguration.WorkerJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Starts the workers and the commands of a run. Closing it ends those that are left; nothing is started after that. */
public final class WorkerSpawner implements AutoCloseable {

    private final RunDirectory temporary;
    private final RunDirectory large;
    private final WorkerCommand command;
    private final WorkerServer server;
    private final @Nullable SharedArchive archive;
    private final WorkerEvents events;
    private final Set<TestProcess> alive = ConcurrentHashMap.newKeySet();
    private int started;
    private volatile boolean closed;

    /**
     * Prepares to start workers.
     *
     * @param directory where the JVMs' fatal error logs and the output of the processes go
     * @param shareClasses whether so many workers will be started that it pays to share their classes
     */
    public WorkerSpawner(WorkerJvm jvm, Path directory, boolean shareClasses, WorkerEvents events) throws IOException {
        this.events = events;
        this.large = RunDirectory.in(directory);
        try {
            this.temporary = RunDirectory.temporary();
            try {
                Path jar = temporary.path().resolve("simple-worker.jar");
                WorkerJar.write(jar);
                this.command = new WorkerCommand(jvm, jar, directory);
                this.archive = shareClasses && !command.configuresSharing()
                        ? new SharedArchive(jvm.executable(), command.firstJars(), large.path())
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
        ProcessBuilder builder = command.prepare(
                forkNumber,
                temporary.path(),
                temporary.path().resolve("workers"),
                number,
                archive == null ? List.of() : archive.arguments());
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

    /**
     * Starts the command of a spec file.
     *
     * @param file relative to the directory of the spec files
     * @throws IOException if the process cannot be started
     */
    public synchronized CommandProcess start(SpecFiles specs, String file, int forkNumber) throws IOException {
        if (closed) {
            throw new IOException("The run is being ended.");
        }
        CommandProcess command = CommandProcess.start(++started, SpecCommand.of(specs, file, forkNumber), large.path());
        alive.add(command);
        CompletableFuture<Void> unused = command.onExit().thenAccept(exitCode -> {
            alive.remove(command);
            events.exited(command, exitCode);
        });
        return command;
    }

    /** Ends all processes with those below them, and returns when they are gone. May be called by any thread. */
    public void endAll() {
        synchronized (this) {
            closed = true;
        }
        alive.forEach(TestProcess::kill);
        alive.forEach(process -> process.onExit().join());
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
