package dev.simple.spawn;

import dev.simple.engine.EngineSweep;
import dev.simple.process.Cgroup;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.supervisor.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sweeps what earlier runs have left because they and their supervisors were killed together, because this user may not end
 * it, or because a container engine did not answer: processes that a run file or the mark in their environment tells,
 * containers, and temporary files. Only runs of this user are touched that are over, or whose owner is dead.
 */
public final class Janitor {

    /** A supervisor whose runner has died needs this long at most. */
    private static final Duration SUPERVISORS_WORK = Duration.ofSeconds(3);

    /** For what a run that was killed has left; in one that is closed, it had the run's own. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    /**
     * What was found.
     *
     * @param cleanUps one for each run that had left processes
     * @param directories temporary directories that were deleted
     * @param problems what could not be swept, in full sentences
     */
    public record Sweep(List<CleanUp> cleanUps, List<Path> directories, List<String> problems) {}

    private final Path temporary;
    private final ProcessTable table = new ProcessTable();
    private final List<CleanUp> cleanUps = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Looks in the system's temporary directory. */
    public Janitor() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    Janitor(Path temporary) {
        this.temporary = temporary;
    }

    /** Ends and deletes what is left, and returns when it is gone. */
    public Sweep sweep() {
        try (DirectoryStream<Path> candidates =
                Files.newDirectoryStream(temporary, RunDirectory.TEMPORARY_PREFIX + "*")) {
            for (Path candidate : candidates) {
                if (Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS) && isOwn(candidate)) {
                    sweep(candidate);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            problems.add("The temporary directory " + temporary + " cannot be searched for earlier runs: " + e);
        }
        return new Sweep(List.copyOf(cleanUps), List.copyOf(directories), List.copyOf(problems));
    }

    private static boolean isOwn(Path directory) {
        Path process = Path.of("/proc/self");
        Path own = Files.isDirectory(process) ? process : Path.of(System.getProperty("user.home"));
        try {
            return Files.getOwner(directory).equals(Files.getOwner(own));
        } catch (IOException e) {
            return false;
        }
    }

    private void sweep(Path directory) {
        Path file = directory.resolve(RunFile.NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            if (Files.size(file) == 0) {
                // A run that is just being started.
                return;
            }
            RunFile.Content run = RunFile.read(file);
            boolean sameBoot = run.bootId().equals(ProcessTable.bootId());
            // In another container, the same ids are other processes.
            if (sameBoot && (!run.namespace().equals(ProcessTable.namespace()) || isUnderWay(run))) {
                return;
            }
            CleanUp cleanUp = sameBoot ? end(run) : CleanUp.NOTHING;
            // They outlive a restart of the machine.
            if (run.engine() != null) {
                cleanUp = endContainers(run.engine(), cleanUp, directory);
            }
            if (!cleanUp.isEmpty()) {
                cleanUps.add(cleanUp);
            }
            if (cleanUp.survivors().isEmpty() && cleanUp.remaining().isEmpty()) {
                delete(directory, run);
            }
        } catch (NoSuchFileException e) {
            // The supervisor of the run has deleted it meanwhile.
        } catch (IOException e) {
            problems.add("The run file " + file + " cannot be read: " + e.getMessage()
                    + ". If no run uses it, delete its directory.");
        }
    }

    private boolean isUnderWay(RunFile.Content run) {
        return !run.closed() && table.isAlive(run.owner());
    }

    private static CleanUp endContainers(RunContainers containers, CleanUp cleanUp, Path directory) {
        // What its client has asked for may yet be created.
        containers.creating(true);
        try {
            EngineSweep.Outcome outcome = containers.end(Duration.ZERO);
            return cleanUp.and(outcome.removed(), outcome.remaining(), outcome.leftovers());
        } catch (IOException e) {
            return cleanUp.and(
                    List.of(),
                    List.of(containers + ", of which nothing is known, because " + e.getMessage()
                            + ". The next run looks again; if the engine is gone for good, delete " + directory),
                    List.of());
        }
    }

    private CleanUp end(RunFile.Content run) {
        long deadline = System.nanoTime() + SUPERVISORS_WORK.toNanos();
        while (run.supervisor() != null && table.isAlive(run.supervisor()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        List<ProcessIdentity> known = new ArrayList<>(run.spawns());
        if (run.supervisor() != null) {
            known.add(run.supervisor());
        }
        CleanUp cleanUp = new Remains(run.cookie(), known, run.cgroup(), entry -> false)
                .end(run.closed() ? Duration.ZERO : GRACE, survivor -> {});
        if (run.cgroup() != null) {
            Cgroup.remove(run.cgroup());
        }
        return cleanUp;
    }

    private void delete(Path directory, RunFile.Content run) {
        List<Path> all = new ArrayList<>(run.directories());
        all.removeIf(other -> !other.getFileName().toString().startsWith(RunDirectory.LARGE_PREFIX));
        all.add(directory);
        for (Path each : all) {
            try {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    FileTree.delete(each);
                    directories.add(each);
                }
            } catch (IOException e) {
                problems.add("The directory " + each + " of an earlier run cannot be deleted: " + e);
            }
        }
    }
}
