package dev.simple.spawn.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import dev.simple.config.Capacity;
import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.engine.EngineSweep;
import dev.simple.protocol.MemoryUse;
import dev.simple.spawn.RunContainers;
import dev.simple.spawn.SpawnCommand;
import dev.simple.spawn.SpawnCommand.Relayed;
import dev.simple.spawn.SpawnLimits;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.Spawner;
import dev.simple.spawn.StopSignal;
import dev.simple.spawn.WorkerSpawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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

    private static final String TEMPORARY = "rw,exec,nosuid,nodev,mode=1777";

    /** How long what tests have written may take to come back. */
    private static final Duration BACK = Duration.ofMinutes(10);

    private static final Duration WHEN_STOPPED = Duration.ofSeconds(5);

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
    private final NeededFiles needed;
    /** Where mounted ones turn out not to be seen, copies take their place before the first container is there. */
    private volatile EngineFiles files;

    /** Whether a container was created with them. */
    private volatile boolean proven;

    private volatile boolean silent;
    private int copies;
    private final Queue<String> remarks = new ConcurrentLinkedQueue<>();
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
        WorkerSpawner.makeShared(tracker);
        for (Path directory : settings.writable()) {
            Files.createDirectories(directory);
        }
        this.needed = new NeededFiles(settings, shared);
        this.files = mounted();
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

    private MountedFiles mounted() throws IOException {
        Collection<Path> mounted = needed.readable();
        if (engine.sharesKernel()) {
            for (Path path : settings.readable()) {
                requireReadable(path.normalize(), mounted);
            }
        }
        return new MountedFiles(mounted, needed.writable());
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

    @Override
    public Container spawn(SpawnCommand command, SpawnLimits limits) throws IOException {
        openToOthers();
        return start(command, limits);
    }

    /** Connections that were kept are of no use after a restart of the engine, which only their use tells. */
    private Container start(SpawnCommand command, SpawnLimits limits) throws IOException {
        RuntimeException problem = null;
        boolean blind = !engine.sharesKernel();
        for (int attempt = 0; attempt < KEPT_CONNECTIONS; attempt++) {
            try {
                if (blind) {
                    tracked.create(this::copyFiles);
                }
                // Who waits no longer must not end the creation that the engine may yet work on.
                return engine.within(() -> tracked.create(() -> startOnce(command, limits)));
            } catch (EngineSilence e) {
                silent = true;
                throw e;
            } catch (DockerException e) {
                if (blind || proven || !EngineErrors.isMissingMount(e)) {
                    throw new IOException(
                            EngineErrors.explain(
                                    e,
                                    command.command().get(0),
                                    settings.image(),
                                    memory(limits).source()),
                            e);
                }
                blind = true;
            } catch (RuntimeException e) {
                problem = e;
            }
        }
        throw new IOException(
                "the container engine at " + engine.address() + " does not answer as it should ("
                        + EngineErrors.innermost(Objects.requireNonNull(problem)) + ")",
                problem);
    }

    private synchronized EngineFiles copyFiles() throws IOException {
        if (proven) {
            return files;
        }
        CopiedFiles copied =
                new CopiedFiles(engine.client(), settings.image(), needed, shared, tracked.run(), ++copies);
        files = copied;
        proven = true;
        tracked.beforeEnd(() -> bringBack(copied));
        remarks.add("The container engine at " + engine.address() + " does not see the files of this machine: "
                + copied.extent() + " were copied into it. At the end of the run, what tests have written to "
                + needed.writable().stream().map(Path::toString).collect(Collectors.joining(" and "))
                + " is copied back, and nothing else.");
        return copied;
    }

    private void bringBack(CopiedFiles copied) {
        CompletableFuture<@Nullable String> problem =
                CompletableFuture.supplyAsync(copied::fetch, ContainerEngine.WORK);
        Duration limit = silent || StopSignal.isReceived() ? WHEN_STOPPED : BACK;
        try {
            String sentence = problem.get(limit.toSeconds(), TimeUnit.SECONDS);
            if (sentence != null) {
                remarks.add(sentence);
            }
        } catch (TimeoutException | ExecutionException e) {
            remarks.add("What tests have written was not copied back from the container engine within "
                    + limit.toSeconds() + " s, or not all of it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<String> remarks() {
        List<String> untold = new ArrayList<>();
        for (String remark = remarks.poll(); remark != null; remark = remarks.poll()) {
            untold.add(remark);
        }
        return untold;
    }

    /** An earlier attempt may have created a container after all: this one has another name, and the sweep finds that. */
    private Container startOnce(SpawnCommand command, SpawnLimits limits) throws IOException {
        int number = numbers.incrementAndGet();
        String name = "simple-" + tracked.run() + "-" + number;
        String hostName = hostName();
        EngineFiles seen = files;
        seen.prepare(command);
        Relayed relayed = seen.areShared() ? null : command.relayed();
        List<String> words = relayed == null ? command.command() : relayed.command();
        try (CreateContainerCmd create = engine.client().createContainerCmd(settings.image())) {
            String id = (hostName == null ? create : create.withHostName(hostName))
                    .withName(name)
                    .withLabels(Map.of(EngineSweep.LABEL, tracked.run(), UNIT_LABEL, command.description()))
                    .withEntrypoint(words.get(0))
                    .withCmd(words.subList(1, words.size()))
                    .withStdinOpen(relayed != null)
                    .withStdInOnce(relayed != null)
                    .withEnv(environment(relayed == null ? command.environment() : relayed.environment()))
                    .withWorkingDir(command.workingDirectory().toString())
                    .withUser(user)
                    .withHostConfig(hostConfig(limits, seen))
                    .exec()
                    .getId();
            proven = true;
            Container container = new Container(
                    engine, number, id, name, settings.image(), memory(limits), command, seen.areShared());
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

    private static List<String> environment(Map<String, String> variables) {
        List<String> environment = new ArrayList<>();
        // A user without an entry in the image's list of users has no home directory.
        environment.add("HOME=/tmp");
        variables.forEach((name, value) -> environment.add(name + "=" + value));
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

    private HostConfig hostConfig(SpawnLimits limits, EngineFiles seen) {
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
                .withMounts(seen.mounts())
                // What it writes comes over the attached stream.
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
        Map<String, String> temporary = new HashMap<>();
        seen.temporary().forEach(path -> temporary.put(path.toString(), TEMPORARY));
        if (settings.readOnly()) {
            temporary.put("/tmp", TEMPORARY);
        }
        return config.withTmpFs(temporary);
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
