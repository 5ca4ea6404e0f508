package dev.simple.spawn.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.simple.engine.EngineSweep;
import dev.simple.spawn.RelayedWorker;
import dev.simple.spawn.SpawnCommand;
import dev.simple.spawn.docker.FileArchive.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies in volumes of the run, for an engine that does not see this machine's files. They come and go through a container
 * that has all of them and is never started; the containers of tests have them like mounted directories.
 */
final class CopiedFiles implements EngineFiles {

    private static final int PIPE_BYTES = 1 << 20;

    /** Everybody gets to what is named in a directory, as through those that an engine makes for its mounts. */
    private static final int THROUGH = 0555;

    /** Adds something to an archive. */
    @FunctionalInterface
    private interface Content {
        void addTo(FileArchive archive) throws IOException;
    }

    private final DockerClient client;
    private final NeededFiles files;
    private final Path shared;
    private final Map<Path, Stamp> sent = new HashMap<>();
    private final Set<Path> sentDirectories = new HashSet<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final String door;

    /**
     * Copies everything.
     *
     * @param image any that the engine has
     * @param shared what workers read, some of which is written later
     * @param run the value of the run's label
     * @param attempt what an earlier one has created has other names
     * @throws IOException if something cannot be read
     * @throws DockerException if the engine refuses something
     */
    CopiedFiles(DockerClient client, String image, NeededFiles files, Path shared, String run, int attempt)
            throws IOException {
        this.client = client;
        this.files = files;
        this.shared = shared;
        String name = "simple-" + run + "-files-" + attempt;
        Map<String, String> labels = Map.of(EngineSweep.LABEL, run);
        // What is mounted there gets the permissions of the directory (runc).
        Files.setPosixFilePermissions(
                Files.createDirectories(RelayedWorker.directory(shared)), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (Path directory : files.copied()) {
            mounts.add(
                    volume(name + "-" + (mounts.size() + 1), labels, directory).withReadOnly(true));
        }
        for (Path directory : files.writable()) {
            mounts.add(volume(name + "-" + (mounts.size() + 1), labels, directory));
        }
        try (CreateContainerCmd create = client.createContainerCmd(image)) {
            this.door = create.withName(name)
                    .withLabels(labels)
                    .withEntrypoint("never-started")
                    .withHostConfig(HostConfig.newHostConfig()
                            .withNetworkMode("none")
                            .withMounts(mounts.stream().map(CopiedFiles::opened).toList()))
                    .exec()
                    .getId();
        }
        send(archive -> {
            for (Mount mount : mounts) {
                add(archive, Path.of(String.valueOf(mount.getTarget())));
            }
        });
    }

    private Mount volume(String name, Map<String, String> labels, Path directory) {
        client.createVolumeCmd().withName(name).withLabels(labels).exec();
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(name)
                .withTarget(directory.toString())
                // What the image has there is not seen where directories are mounted.
                .withVolumeOptions(new VolumeOptions().withNoCopy(true));
    }

    private static Mount opened(Mount mount) {
        return new Mount()
                .withType(mount.getType())
                .withSource(mount.getSource())
                .withTarget(mount.getTarget())
                .withVolumeOptions(mount.getVolumeOptions());
    }

    private void send(Content content) throws IOException {
        try (PipedInputStream in = new PipedInputStream(PIPE_BYTES)) {
            PipedOutputStream out = new PipedOutputStream(in);
            CompletableFuture<Void> written = CompletableFuture.runAsync(
                    () -> {
                        try (out;
                                FileArchive archive = new FileArchive(out)) {
                            content.addTo(archive);
                        } catch (IOException e) {
                            throw new CompletionException(e);
                        }
                    },
                    ContainerEngine.WORK);
            client.copyArchiveToContainerCmd(door)
                    .withTarInputStream(in)
                    .withRemotePath("/")
                    .exec();
            written.join();
        } catch (CompletionException e) {
            throw new IOException("Files cannot be copied into the container engine: " + EngineErrors.innermost(e), e);
        }
    }

    private void add(FileArchive archive, Path path) throws IOException {
        boolean named = files.isNamed(path);
        if (Files.isSymbolicLink(path) && !named) {
            archive.addLink(path);
        } else if (Files.isRegularFile(path)) {
            Stamp stamp = archive.addFile(path);
            if (stamp != null) {
                sent.put(path, stamp);
            }
        } else if (Files.isDirectory(path) && sentDirectories.add(path)) {
            boolean partial = files.isPartial(path);
            archive.addDirectory(path, partial ? THROUGH : 0);
            for (Path child : partial ? files.named(path) : children(path)) {
                add(archive, child);
            }
        }
    }

    private static Collection<Path> children(Path directory) throws IOException {
        if (!Files.isReadable(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    /** How much was copied. */
    String extent() {
        long bytes = sent.values().stream().mapToLong(Stamp::size).sum();
        return sent.size() + " files, " + ((bytes + (1 << 20) - 1) >> 20) + " MiB";
    }

    @Override
    public List<Mount> mounts() {
        return mounts;
    }

    @Override
    public List<Path> temporary() {
        return List.of(RelayedWorker.directory(shared));
    }

    @Override
    public boolean areShared() {
        return false;
    }

    /** Copies what was written for the command since the last time. */
    @Override
    public synchronized void prepare(SpawnCommand command) throws IOException {
        List<Path> fresh = new ArrayList<>();
        for (Path file : children(shared)) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && !Stamp.of(file).equals(sent.get(file))) {
                fresh.add(file);
            }
        }
        Path workingDirectory = command.workingDirectory().normalize();
        if (Files.isDirectory(workingDirectory) && isWithin(workingDirectory)) {
            fresh.add(workingDirectory);
        }
        if (!fresh.isEmpty()) {
            send(archive -> {
                for (Path path : fresh) {
                    add(archive, path);
                }
            });
        }
    }

    private boolean isWithin(Path directory) {
        return !sentDirectories.contains(directory)
                && mounts.stream().anyMatch(mount -> directory.startsWith(String.valueOf(mount.getTarget())));
    }

    /**
     * Copies back what tests have written to the directories that are theirs.
     *
     * @return what did not come back, null if nothing is missing
     */
    @Nullable
    String fetch() {
        ReturnedFiles returned;
        synchronized (this) {
            returned = new ReturnedFiles(Map.copyOf(sent));
        }
        try {
            for (Path directory : files.writable()) {
                try (InputStream archive = client.copyArchiveFromContainerCmd(door, directory.toString())
                        .exec()) {
                    returned.take(archive, directory);
                }
            }
        } catch (IOException | RuntimeException e) {
            return "What tests have written was not copied back from the container engine, or not all of it: "
                    + EngineErrors.innermost(e);
        }
        return returned.problem();
    }
}
