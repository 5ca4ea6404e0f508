package dev.simple.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.simple.checkpoint.CheckpointFile;
import dev.simple.checkpoint.CheckpointKeeper;
import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.Protection;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.UnitLimits;
import dev.simple.engine.EngineAddress;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Plans;
import dev.simple.fixtures.Waiting;
import dev.simple.guard.ResourceProbe;
import dev.simple.guard.SharedGuard;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import dev.simple.model.RunResult;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.WeakenedTracker;
import dev.simple.spawn.docker.ContainerEngine;
import dev.simple.spawn.docker.ContainerSpawner;
import dev.simple.supervisor.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run of fixtures with real workers. After each run it checks that nothing is left of it. */
final class SampleRun {

    private final Path directory;
    private final List<String> classNames = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>(ForkedJvm.CHEAP);
    private final List<Path> classPath = new ArrayList<>(ForkedJvm.classPath());
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private List<String> groups = List.of();
    private Path executable = ForkedJvm.executable();
    private String workingDirectory = "";
    private int forkCount = 1;
    private boolean reuseForks = true;
    private int reruns;
    private int skipAfterFailures;
    private Duration slow = Duration.ofMinutes(1);
    private Duration timeout = Duration.ofMinutes(1);
    private Duration workerTimeout = Duration.ZERO;
    private boolean debugged;
    private Duration exit = Duration.ofSeconds(30);
    private Duration gracePeriod = Duration.ofSeconds(2);
    private LeakPolicy leaks = LeakPolicy.REPORT;
    private Set<Layer> without = Set.of();
    private Consumer<SpawnTracker> beside = tracker -> {};
    private @Nullable ForkNumbers forkNumbers;
    private Map<String, Map<String, Object>> guards = new ConcurrentHashMap<>();
    private Map<String, Integer> active = new ConcurrentHashMap<>();
    private Supplier<@Nullable String> shutdown = () -> null;
    private @Nullable SpecFiles specs;
    private @Nullable Containers containers;
    private Duration patience = ContainerEngine.PATIENCE;
    private @Nullable EngineAddress engine;
    private final Map<String, Long> previousMemory = new HashMap<>();
    private final Map<String, UnitLimits> limits = new HashMap<>();
    private AtomicInteger problemsOfBuild = new AtomicInteger();
    private Protection protection = Plans.UNPROTECTED;
    private ResourceProbe probe = () -> {
        throw new IOException("Nobody asked for it.");
    };
    final List<String> warnings = new ArrayList<>();
    private final List<String> specFiles = new ArrayList<>();

    RecordingListener events = new RecordingListener(event -> {}, true);

    SampleRun(Path directory, String... fixtures) {
        this.directory = directory;
        for (String fixture : fixtures) {
            classNames.add(fixture.contains(".") ? fixture : "dev.simple.fixtures." + fixture);
        }
        properties.put("fixture.file", directory.resolve("fixture.file").toString());
    }

    List<String> classNames() {
        return classNames;
    }

    /** Makes a file that a fixture waits for. */
    static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path fixtureFile() {
        return directory.resolve("fixture.file");
    }

    /** Adds a shell script. */
    SampleRun spec(String name, String... lines) throws IOException {
        return spec(name, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    SampleRun spec(String name, byte[] content) throws IOException {
        Path file = specDirectory().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return spec(name);
    }

    /** Adds a file that is there. */
    SampleRun spec(String name) {
        specFiles.add(name);
        return specs == null ? specs(Map.of(), Duration.ofMinutes(1), "bash", SpecFiles.FILE) : this;
    }

    SampleRun specs(Map<String, String> environment, Duration limit, String... command) {
        specs = new SpecFiles(
                specDirectory(), List.of("**"), List.of(), List.of(command), directory, environment, limit);
        return this;
    }

    private Path specDirectory() {
        return directory.resolve("spec");
    }

    SampleRun forks(int count) {
        forkCount = count;
        return this;
    }

    SampleRun freshForks() {
        reuseForks = false;
        return this;
    }

    SampleRun reruns(int count) {
        reruns = count;
        return this;
    }

    SampleRun skipAfterFailures(int count) {
        skipAfterFailures = count;
        return this;
    }

    /** Failures and errors of other modules count too. */
    SampleRun problemsOfBuild(AtomicInteger problems) {
        problemsOfBuild = problems;
        return this;
    }

    SampleRun slow(Duration limit) {
        slow = limit;
        return this;
    }

    SampleRun timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    SampleRun workerTimeout(Duration limit) {
        workerTimeout = limit;
        return this;
    }

    SampleRun debugged() {
        debugged = true;
        return this;
    }

    SampleRun exit(Duration limit) {
        exit = limit;
        return this;
    }

    SampleRun gracePeriod(Duration period) {
        gracePeriod = period;
        return this;
    }

    SampleRun leaks(LeakPolicy policy) {
        leaks = policy;
        return this;
    }

    SampleRun argument(String argument) {
        arguments.add(argument);
        return this;
    }

    SampleRun property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    SampleRun environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    SampleRun parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    SampleRun groups(String... expressions) {
        groups = List.of(expressions);
        return this;
    }

    SampleRun classPath(Path element) {
        classPath.add(element);
        return this;
    }

    SampleRun executable(Path path) {
        executable = path;
        return this;
    }

    SampleRun workingDirectory(String relative) {
        workingDirectory = relative;
        return this;
    }

    SampleRun sharing(ForkNumbers numbers) {
        forkNumbers = numbers;
        return this;
    }

    /** As modules do that are built at the same time. */
    SampleRun besides(SampleRun other) {
        forkNumbers = other.forkNumbers;
        guards = other.guards;
        active = other.active;
        return this;
    }

    /** @param reason null while no other module was shut down */
    SampleRun shutdown(Supplier<@Nullable String> reason) {
        shutdown = reason;
        return this;
    }

    SampleRun without(Set<Layer> layers) {
        without = layers;
        return this;
    }

    /** Is given the tracker before the run begins. */
    SampleRun beside(Consumer<SpawnTracker> user) {
        beside = user;
        return this;
    }

    SampleRun protection(Protection limits, ResourceProbe watched) {
        protection = limits;
        probe = watched;
        return this;
    }

    /** Runs each class in a container, with what a project mounts. */
    SampleRun containers(Containers settings) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> readable = new ArrayList<>(classPath);
        readable.addAll(settings.readable());
        readable.add(directory);
        containers = new Containers(
                settings.engine(),
                settings.image(),
                settings.memory(),
                settings.cpus(),
                settings.pids(),
                settings.network(),
                settings.user(),
                settings.readOnly(),
                readable,
                settings.writable(),
                settings.repository());
        executable = Path.of("java");
        reuseForks = false;
        return this;
    }

    /** How long a container engine may take for an answer. */
    SampleRun patience(Duration limit) {
        patience = limit;
        return this;
    }

    /** Has what tests create in a container engine tracked. */
    SampleRun engine(String address) {
        engine = EngineAddress.of(address);
        return this;
    }

    /** Gives a fixture or spec file limits of its own. */
    SampleRun limits(String unit, UnitLimits own) {
        limits.put(unit.contains(".") ? unit : "dev.simple.fixtures." + unit, own);
        return this;
    }

    SampleRun previousMemory(String fixture, long bytes) {
        previousMemory.put("dev.simple.fixtures." + fixture, bytes);
        return this;
    }

    SampleRun listener(Consumer<RunEvent> listener) {
        events = new RecordingListener(listener, true);
        return this;
    }

    /** For tests that print more than there is memory. */
    SampleRun listenerThatKeepsNoOutput(Consumer<RunEvent> listener) {
        events = new RecordingListener(listener, false);
        return this;
    }

    RunResult execute() throws IOException {
        ForkNumbers numbers =
                forkNumbers == null ? new ForkNumbers(ConcurrentHashMap.newKeySet(), forkCount) : forkNumbers;
        try (SpawnTracker tracker = WeakenedTracker.open(without)) {
            beside.accept(tracker);
            if (engine != null) {
                tracker.serve(engine);
            }
            CheckpointKeeper checkpoint = new CheckpointKeeper(
                    new CheckpointFile(configuration().reporting().checkpointFile()), false, warnings::add);
            RunListener listeners = new RunListener() {
                @Override
                public void on(RunEvent event) {
                    checkpoint.on(event);
                    events.on(event);
                }
            };
            try (ContainerSpawner spawner = containers == null
                    ? null
                    : new ContainerSpawner(
                            ContainerEngine.connect(containers.engine(), System.getenv(), patience),
                            containers,
                            tracker)) {
                return new TestRun(
                                configuration(),
                                List.of(),
                                new RunShare(
                                        numbers,
                                        new EasingTurn(active, directory.toString()),
                                        new SharedGuard(guards, "", () -> probe, protection),
                                        shutdown,
                                        problemsOfBuild::addAndGet),
                                tracker,
                                spawner == null ? tracker : spawner,
                                listeners,
                                checkpoint)
                        .execute(Plans.of(classNames, specFiles, previousMemory, limits));
            }
        } finally {
            assertNothingIsLeft();
        }
    }

    private void assertNothingIsLeft() {
        for (long pid : events.pids) {
            assertFalse(Waiting.isAlive(pid), () -> "Worker " + pid + " is left.");
        }
        for (Path made : events.directories) {
            assertFalse(Files.exists(made), () -> made + " is left.");
        }
        if (Files.isDirectory(reports())) {
            try (Stream<Path> files = Files.list(reports())) {
                assertEquals(
                        List.of(),
                        files.filter(file -> !file.getFileName().toString().startsWith("hs_err"))
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path reports() {
        return directory.resolve("reports");
    }

    RunConfiguration configuration() {
        return new RunConfiguration(
                new RunConfiguration.Selection(directory, List.of("**"), List.of(), null),
                new RunConfiguration.Forking(forkCount, reuseForks, reruns, 0, skipAfterFailures),
                new RunConfiguration.WorkerJvm(
                        executable,
                        arguments,
                        true,
                        List.of(),
                        classPath,
                        environment,
                        Set.of(),
                        properties,
                        workingDirectory.isEmpty() ? directory : directory.resolve(workingDirectory),
                        null,
                        debugged),
                new RunConfiguration.Platform(groups, List.of(), List.of(), List.of(), parameters),
                new RunConfiguration.TimeLimits(slow, timeout, workerTimeout, exit),
                new RunConfiguration.Processes(gracePeriod, leaks),
                protection,
                new RunConfiguration.Reporting(
                        reports(),
                        reports(),
                        directory.resolve("checkpoint.json"),
                        false,
                        false,
                        false,
                        false,
                        RunConfiguration.ReportContent.USUAL),
                specs,
                containers);
    }
}
