package dev.simple.spawn;

import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.config.UnitLimits;
import dev.simple.protocol.Protocol;
import dev.simple.worker.WorkerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Starts the workers and the commands of a run. */
public final class WorkerSpawner implements AutoCloseable {

    private final Spawner spawner;
    private final Path shared;
    private final SpawnLimits limits;
    private final RunDirectory large;
    private final WorkerCommand command;
    private final WorkerServer server;
    private final List<String> shortLifeArguments;
    private final @Nullable SharedArchive archive;
    private final WorkerEvents events;
    private int started;

    /**
     * Prepares to start workers.
     *
     * @param spawner starts the processes, the tracker itself unless they run in containers
     * @param limits of each process that has none of its own
     * @param directory where the JVMs' fatal error logs and the output of the processes go
     * @param manyStarts whether so many workers will be started, for little each, that it pays to make a start cheap
     */
    public WorkerSpawner(
            SpawnTracker tracker,
            Spawner spawner,
            WorkerJvm jvm,
            SpawnLimits limits,
            Path directory,
            boolean manyStarts,
            WorkerEvents events)
            throws IOException {
        this.spawner = spawner;
        this.shared = shared(tracker);
        this.limits = limits;
        this.events = events;
        this.large = RunDirectory.in(directory);
        try {
            tracker.register(large.path());
            makeShared(tracker);
            Path jar = shared.resolve("simple-worker.jar");
            ProgramJar.write(jar, List.of(Protocol.class.getPackageName(), WorkerMain.class.getPackageName()));
            boolean inContainers = spawner != tracker;
            this.command = new WorkerCommand(jvm, jar, directory, inContainers);
            this.shortLifeArguments = manyStarts ? command.shortLifeArguments() : List.of();
            // Containers have a JVM of their own, which the archive of another would be of no use to.
            this.archive = manyStarts && !inContainers && command.sharesClasses()
                    ? new SharedArchive(
                            tracker, jvm.executable(), command.firstJars(), command.takesLinkedClasses(), large.path())
                    : null;
            this.server = WorkerServer.open(socket(), events);
        } catch (IOException | OutOfMemoryError e) {
            large.close();
            throw e;
        }
        CompletableFuture<Void> unused = tracker.lost().thenAccept(events::lost);
    }

    /** The directory of all that workers need to read, which is mounted where they run in containers. */
    public static Path shared(SpawnTracker tracker) {
        return tracker.directory().resolve("workers");
    }

    /**
     * Makes it, unless it is there, but never the directory that it is in, which is deleted when the tracker is closed.
     *
     * @throws IOException if that is gone, or cannot be written
     */
    public static void makeShared(SpawnTracker tracker) throws IOException {
        Path directory = shared(tracker);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
        }
    }

    private Path socket() {
        return shared.resolve("socket");
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
     * @param limits of memory and processors; one that runs several classes has none
     * @throws IOException if the process cannot be started
     */
    public synchronized WorkerProcess start(int forkNumber, UnitLimits limits) throws IOException {
        int number = ++started;
        List<String> arguments = new ArrayList<>(shortLifeArguments);
        if (archive != null) {
            arguments.addAll(archive.arguments());
        }
        if (limits.cpus() > 0) {
            // Of threads that the JVM and its libraries start for each processor, there are so many as if it had no
            // more.
            arguments.add("-XX:ActiveProcessorCount=" + (int) Math.ceil(limits.cpus()));
        }
        SpawnCommand prepared = command.prepare(forkNumber, shared, large.path(), socket(), number, arguments);
        WorkerProcess worker = server.expect(() -> new WorkerProcess(number, spawner.spawn(prepared, ofSpawn(limits))));
        spawner.remarks().forEach(events::remarked);
        CompletableFuture<Void> unused = worker.execution().onExit().thenAccept(status -> exited(worker, status));
        return worker;
    }

    /**
     * Starts the command of a spec file.
     *
     * @param file relative to the directory of the spec files
     * @throws IOException if the process cannot be started
     */
    public synchronized CommandProcess start(SpecFiles specs, String file, int forkNumber, UnitLimits limits)
            throws IOException {
        int number = ++started;
        CommandProcess command = new CommandProcess(
                number,
                spawner.spawn(SpecCommand.prepare(specs, file, forkNumber, large.path(), number), ofSpawn(limits)));
        spawner.remarks().forEach(events::remarked);
        CompletableFuture<Void> unused = command.execution().onExit().thenAccept(status -> exited(command, status));
        return command;
    }

    /** Time is limited by the run, which knows when a class begins. */
    private SpawnLimits ofSpawn(UnitLimits own) {
        return new SpawnLimits(
                Duration.ZERO, limits.gracePeriod(), own.memory() > 0 ? own.memory() : limits.memory(), own.cpus());
    }

    private void exited(TestProcess process, ExitStatus status) {
        if (process instanceof WorkerProcess worker) {
            server.forget(worker);
        }
        events.exited(process, status);
        CompletableFuture<Void> unused = process.execution()
                .cleanUp()
                // The end of the run looks again.
                .exceptionally(problem -> CleanUp.NOTHING)
                .thenAccept(cleanUp -> events.cleanedUp(process, cleanUp));
        if (archive != null) {
            archive.workerExited();
        }
    }

    /** Has the memory of all processes measured, which the listener is told of. */
    public void measureMemory() {
        CompletableFuture<Void> unused = spawner.memory().thenAccept(events::measured);
    }

    /** Ends what works for the workers and is none of them; returns when it is gone. */
    public void endHelpers() {
        if (archive != null) {
            archive.end();
        }
    }

    /** What the user should know and was not told yet, when all workers are gone. */
    public List<String> remarks() {
        return spawner.remarks();
    }

    /** Deletes the files of the run. All workers are gone. */
    @Override
    public void close() throws IOException {
        server.close();
        large.close();
    }
}
