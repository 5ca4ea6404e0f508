package dev.simple.spawn.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.simple.config.Capacity;
import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.engine.EngineSweep;
import dev.simple.protocol.MemoryUse;
import dev.simple.spawn.RunContainers;
import dev.simple.spawn.SpawnCommand;
import dev.simple.spawn.SpawnLimits;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.Spawner;
import dev.simple.spawn.WorkerSpawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts each process in a container of its own. Directories are mounted at the paths that they have on this machine, so
 * that class paths and files mean the same inside. Every container has the run's label, which the tracker was told of
 * before the first one is created.
 */
public final class ContainerSpawner implements Spawner, AutoCloseable {

    /** Who may do nothing in particular. */
    private static final String NOBODY = "65534:65534";

    private static final String UNIT_LABEL = "dev.simple.unit";
    private static final int KEPT_CONNECTIONS = 5;
    private static final long NANOS_OF_ONE_CPU = 1_000_000_000L;

    private static final Set<PosixFilePermission> READABLE =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    /** A directory that is searched, a socket that is connected to. */
    private static final Set<PosixFilePermission> USABLE = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final ContainerEngine engine;
    private final Containers settings;
    private final Path shared;
    private final String imageId;
    private final String user;
    private final RunContainers tracked;
    private final List<Mount> mounts;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, Container> containers = new ConcurrentHashMap<>();

    /**
     * Prepares to start containers.
     *
     * @throws ConfigurationException if the engine does not have the image, or the user in the containers could read nothing
     * @throws IOException if the run file cannot be written
     */
    public ContainerSpawner(ContainerEngine engine, Containers settings, SpawnTracker tracker) throws IOException {
        this.engine = engine;
        this.settings = settings;
        this.shared = WorkerSpawner.shared(tracker);
        this.imageId = engine.require(settings.image());
        this.user = settings.user() == null ? ownUser(tracker.directory()) : settings.user();
        this.tracked = tracker.watch(engine.address());
        Files.createDirectories(shared);
        this.mounts = mounts();
    }

    /** Never root. */
    private static String ownUser(Path own) throws IOException {
        Map<String, Object> owner = Files.readAttributes(own, "unix:uid,gid");
        return Integer.valueOf(0).equals(owner.get("uid")) ? NOBODY : owner.get("uid") + ":" + owner.get("gid");
    }

    /** Tells the content of the image from another that has had its name. */
    public String imageId() {
        return imageId;
    }

    /** What the user should know of how tests run, null if nothing. */
    public @Nullable String notice() {
        return isNobody()
                ? "Maven runs as root, and tests in containers do not: they run as the user " + NOBODY
                        + ", who writes only where anybody may. simple.container.user=0:0 makes them run as root."
                : null;
    }

    private List<Mount> mounts() throws IOException {
        for (Path directory : settings.writable()) {
            Files.createDirectories(directory);
        }
        Collection<Path> readable = outermost(Stream.concat(settings.readable().stream(), Stream.of(shared)));
        Collection<Path> writable = outermost(settings.writable().stream());
        List<Mount> all = new ArrayList<>();
        for (Path path : readable) {
            all.add(mount(path).withReadOnly(true));
        }
        for (Path path : settings.readable()) {
            requireReadable(path.normalize(), readable);
        }
        writable.forEach(path -> all.add(mount(path)));
        return all;
    }

    /** Also what is between it and the directory that is mounted: a local repository may have closed directories. */
    private void requireReadable(Path path, Collection<Path> mounted) throws IOException {
        if (isNobody() && Files.exists(path)) {
            Path root = mounted.stream().filter(path::startsWith).findFirst().orElse(path);
            for (Path part = path; part != null && part.startsWith(root); part = part.getParent()) {
                requireReadable(part);
            }
        }
    }

    private static void requireReadable(Path path) throws IOException {
        if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
            throw new ConfigurationException(path + " may be read by its owner only, and tests in containers run as the"
                    + " user " + NOBODY + " when Maven runs as root. Let others read it (chmod -R o+rX " + path
                    + "), or let tests run as root: simple.container.user=0:0.");
        }
    }

    private boolean isNobody() {
        return user.equals(NOBODY) && settings.user() == null;
    }

    /** What is not within another. */
    private static Collection<Path> outermost(Stream<Path> paths) {
        List<Path> outermost = new ArrayList<>();
        paths.filter(path -> Files.exists(path))
                .map(Path::normalize)
                .sorted()
                .filter(path -> outermost.stream().noneMatch(path::startsWith))
                .forEach(outermost::add);
        return outermost;
    }

    private static Mount mount(Path path) {
        return new Mount().withType(MountType.BIND).withSource(path.toString()).withTarget(path.toString());
    }

    @Override
    public Container spawn(SpawnCommand command, SpawnLimits limits) throws IOException {
        openToOthers();
        return tracked.create(() -> start(command, limits));
    }

    /** Connections that were kept are of no use after a restart of the engine, which only their use tells. */
    private Container start(SpawnCommand command, SpawnLimits limits) throws IOException {
        RuntimeException problem = null;
        for (int attempt = 0; attempt < KEPT_CONNECTIONS; attempt++) {
            try {
                return startOnce(command, limits);
            } catch (DockerException e) {
                throw new IOException(EngineErrors.explain(e, command.command().get(0), settings.image()), e);
            } catch (RuntimeException e) {
                problem = e;
            }
        }
        throw new IOException(
                "the container engine at " + engine.address() + " does not answer as it should ("
                        + EngineErrors.innermost(Objects.requireNonNull(problem)) + ")",
                problem);
    }

    /** An earlier attempt may have created a container after all: this one has another name, and the sweep finds that. */
    private Container startOnce(SpawnCommand command, SpawnLimits limits) throws IOException {
        int number = numbers.incrementAndGet();
        String name = "simple-" + tracked.run() + "-" + number;
        String hostName = hostName();
        try (CreateContainerCmd create = engine.client().createContainerCmd(settings.image())) {
            String id = (hostName == null ? create : create.withHostName(hostName))
                    .withName(name)
                    .withLabels(Map.of(EngineSweep.LABEL, tracked.run(), UNIT_LABEL, command.description()))
                    .withEntrypoint(command.command().get(0))
                    .withCmd(command.command().subList(1, command.command().size()))
                    .withEnv(environment(command))
                    .withWorkingDir(command.workingDirectory().toString())
                    .withUser(user)
                    .withHostConfig(hostConfig(limits))
                    .exec()
                    .getId();
            Container container =
                    new Container(engine.client(), number, id, name, settings.image(), memory(limits), command);
            containers.put(number, container);
            container.start();
            CompletableFuture<Void> unused = container.onExit().thenRun(() -> containers.remove(number));
            return container;
        }
    }

    /** Nobody would know the address of a name that the engine makes up. */
    private @Nullable String hostName() {
        return settings.network().equals("none") ? "localhost" : null;
    }

    private static List<String> environment(SpawnCommand command) {
        List<String> environment = new ArrayList<>();
        // A user without an entry in the image's list of users has no home directory.
        environment.add("HOME=/tmp");
        command.environment().forEach((name, value) -> environment.add(name + "=" + value));
        return environment;
    }

    /** What it may use at most, of which the user must be told when it is less than was asked for. */
    public Capacity capacity() throws IOException {
        return engine.capacity();
    }

    private Container.MemoryLimit memory(SpawnLimits limits) {
        return limits.memory() > 0
                ? new Container.MemoryLimit(limits.memory(), "its profile or header")
                : new Container.MemoryLimit(settings.memory(), "simple.container.memory");
    }

    private HostConfig hostConfig(SpawnLimits limits) {
        double cpus = limits.cpus() > 0 ? limits.cpus() : settings.cpus();
        HostConfig config = HostConfig.newHostConfig()
                .withMemory(memory(limits).bytes())
                .withMemorySwap(memory(limits).bytes())
                .withNanoCPUs((long) (cpus * NANOS_OF_ONE_CPU))
                .withPidsLimit((long) settings.pids())
                .withNetworkMode(settings.network())
                .withReadonlyRootfs(settings.readOnly())
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withInit(true)
                .withMounts(mounts)
                // What it writes comes over the attached stream.
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
        return settings.readOnly() ? config.withTmpFs(Map.of("/tmp", "rw,exec,nosuid,nodev,mode=1777")) : config;
    }

    /** The user in the container may be another; on this machine the directory around it keeps others out. */
    private void openToOthers() throws IOException {
        try (Stream<Path> files = Files.walk(shared)) {
            for (Path file : files.toList()) {
                Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                if (permissions.addAll(Files.isRegularFile(file) ? READABLE : USABLE)) {
                    Files.setPosixFilePermissions(file, permissions);
                }
            }
        }
    }

    @Override
    public CompletableFuture<List<MemoryUse>> memory() {
        return CompletableFuture.completedFuture(
                containers.values().stream().map(Container::memory).toList());
    }

    @Override
    public void close() {
        engine.close();
    }
}
