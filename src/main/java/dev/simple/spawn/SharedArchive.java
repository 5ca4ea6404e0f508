package dev.simple.spawn;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A class data sharing archive of the JDK's, the worker's and JUnit's classes, with which a JVM starts in little more than
 * half the time. The first worker writes down which classes it loads, a process of its own makes the archive while the
 * next ones work, and those that start after that use it. Without it everything works, only slower.
 */
final class SharedArchive {

    private final SpawnTracker tracker;
    private final Path executable;
    private final List<Path> jars;
    private final Path directory;
    private final boolean linked;
    private final Path classList;
    private final Path archive;
    private boolean recording;
    private boolean dumping;
    private @Nullable Spawn dump;
    private volatile boolean ready;

    /**
     * Prepares one.
     *
     * @param jars what the class path of all workers begins with
     * @param linked whether the classes may be linked in the archive already, where the JDK can (since 24)
     * @param directory for files of this run
     */
    SharedArchive(SpawnTracker tracker, Path executable, List<Path> jars, boolean linked, Path directory) {
        this.tracker = tracker;
        this.directory = directory;
        this.executable = executable;
        this.jars = List.copyOf(jars);
        this.linked = linked;
        this.classList = directory.resolve("classes.lst");
        this.archive = directory.resolve("worker.jsa");
    }

    /** What the next worker needs to record or to use the archive. */
    synchronized List<String> arguments() {
        if (ready) {
            // A JVM that cannot use it says so on stdout, and what tests print is compared by some.
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off");
        }
        if (recording) {
            return List.of();
        }
        recording = true;
        return List.of("-XX:DumpLoadedClassList=" + classList);
    }

    /** A worker has exited: if it was the recording one, the archive can be made. */
    synchronized void workerExited() {
        if (dumping || !Files.exists(classList)) {
            return;
        }
        dumping = true;
        SpawnCommand command = new SpawnCommand(
                "the archive of shared classes",
                dumpCommand(),
                directory,
                Map.of(),
                directory.resolve("archive.log"),
                directory.resolve("archive.log"));
        try {
            Spawn spawn = tracker.spawn(command, SpawnLimits.DEFAULT);
            dump = spawn;
            CompletableFuture<Void> unused =
                    spawn.onExit().thenAccept(status -> ready = status.isSuccess() && Files.exists(archive));
        } catch (IOException e) {
            // The workers start without it.
        }
    }

    /** Nobody needs it any more: returns when the process that makes it is gone. */
    synchronized void end() {
        dumping = true;
        if (dump != null) {
            tracker.untrack(dump).join();
        }
    }

    private List<String> dumpCommand() {
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classList,
                "-XX:SharedArchiveFile=" + archive));
        if (linked) {
            command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+AOTClassLinking"));
        }
        command.addAll(List.of(
                "-classpath", jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        return command;
    }
}
