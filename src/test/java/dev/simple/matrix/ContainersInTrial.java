package dev.simple.matrix;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.simple.fixtures.FaultyEngine;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.OwnEngine;
import dev.simple.fixtures.Waiting;
import dev.simple.supervisor.Layer;
import dev.simple.supervisor.SupervisorMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A runner whose test class runs in a container, to which things happen. */
final class ContainersInTrial implements AutoCloseable {

    /** What the container is doing when it happens. */
    enum State {
        RUNNING(null),
        PAUSED(null),
        /** Beside one that runs: what a test has started with a restart policy. */
        RESTARTING(null),
        BEING_CREATED(Pattern.compile("POST \\S+/containers/create")),
        /** It is there and does not run yet. */
        BEING_STARTED(Pattern.compile("POST \\S+/start")),
        /** A first signal, or Ctrl+C on a terminal, has the runner remove everything. */
        BEING_REMOVED(Pattern.compile("DELETE ")),
        /** The test has passed. */
        BEING_REMOVED_AT_THE_END(Pattern.compile("DELETE "));

        /** The requests on which the moment depends. */
        private final @Nullable Pattern awaited;

        State(@Nullable Pattern awaited) {
            this.awaited = awaited;
        }
    }

    /** Several trials are made at once. */
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static final Duration OBSERVATION = Duration.ofSeconds(2);
    private static final String LABEL = "dev.simple.run";

    private final Fault fault;
    private final State state;
    private final Path directory;
    /** Not within the other, which is mounted. */
    private final Path temporary;

    private final Account account;
    private final String engine;
    private final DockerClient client;
    private final String javaImage;
    private final String shellImage;
    private final @Nullable FaultyEngine slow;
    private final @Nullable PseudoTerminal terminal;
    private final List<String> bystanders = new ArrayList<>();
    private final Process runner;
    /** The value of the run's label. */
    private String run = "";

    private long supervisor;

    ContainersInTrial(Account account, Fault fault, State state, Set<Layer> without) throws IOException {
        this(
                account,
                fault,
                state,
                without,
                LocalEngine.ADDRESS,
                LocalEngine.client(),
                LocalEngine.javaImage(),
                LocalEngine.shellImage());
    }

    /** A trial in an engine to which something happens too. */
    ContainersInTrial(Fault fault, State state, OwnEngine engine) throws IOException {
        this(
                Account.own(),
                fault,
                state,
                Set.of(),
                engine.address(),
                engine.client(),
                LocalEngine.copy(LocalEngine.javaImage(), engine),
                LocalEngine.copy(LocalEngine.shellImage(), engine));
    }

    private ContainersInTrial(
            Account account,
            Fault fault,
            State state,
            Set<Layer> without,
            String engine,
            DockerClient client,
            String javaImage,
            String shellImage)
            throws IOException {
        this.account = account;
        this.fault = fault;
        this.state = state;
        this.engine = engine;
        this.client = client;
        this.javaImage = javaImage;
        this.shellImage = shellImage;
        this.directory = account.newDirectory();
        this.temporary = Files.createTempDirectory("matrix-");
        Pattern awaited = state.awaited;
        this.slow = awaited == null ? null : FaultyEngine.holding(engine, temporary.resolve("engine"), awaited);
        this.terminal = fault.needsTerminal() ? new PseudoTerminal() : null;
        bystanders.add(create(Map.of()));
        bystanders.add(create(Map.of(LABEL, "0123456789abcdef")));
        List<String> command = new ArrayList<>(terminal == null ? List.of("setsid") : terminal.session());
        command.addAll(account.command(directory, settings(without), "SlowFixture"));
        this.runner = start(command);
    }

    private Map<String, String> settings(Set<Layer> without) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("java.io.tmpdir", temporary.toString());
        settings.put("runner.image", javaImage);
        settings.put("runner.engine", slow == null ? engine : slow.address());
        settings.put("runner.without", without.stream().map(Layer::name).collect(Collectors.joining(",")));
        return settings;
    }

    private Process start(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        all.addAll(command);
        return new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("out").toFile()))
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private String create(Map<String, String> labels) {
        try (CreateContainerCmd create = client.createContainerCmd(shellImage)) {
            return create.withLabels(labels).withCmd("sh").exec().getId();
        }
    }

    /** What the runner has printed. */
    String transcript() {
        try {
            return Files.readString(directory.resolve("out")) + (terminal == null ? "" : terminal.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long supervisor() {
        return ProcessScan.now().mentioning(temporary.toString()).stream()
                .filter(seen -> seen.mentions(SupervisorMain.class.getName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no supervisor."))
                .pid();
    }

    private void await(String description, BooleanSupplier condition) {
        Waiting.until(BOUND, description, () -> {
            if (!runner.isAlive()) {
                throw new AssertionError("The runner ended before " + description + ": " + transcript());
            }
            return condition.getAsBoolean();
        });
    }

    void awaitMoment() throws IOException {
        if (state == State.BEING_CREATED || state == State.BEING_STARTED) {
            await("the request", Objects.requireNonNull(slow)::hasStruck);
            return;
        }
        await("the test to run", () -> transcript().contains("test"));
        Container container = LocalEngine.of(client, directory).get(0);
        run = String.valueOf(container.getLabels().get(LABEL));
        client.createNetworkCmd()
                .withName("matrix-" + run)
                .withLabels(Map.of(LABEL, run))
                .exec();
        client.createVolumeCmd().withLabels(Map.of(LABEL, run)).exec();
        switch (state) {
            case PAUSED -> client.pauseContainerCmd(container.getId()).exec();
            case RESTARTING -> startAgainAndAgain();
            case BEING_REMOVED -> {
                if (terminal == null) {
                    Signals.send(runner.pid(), Signals.TERMINATE);
                } else {
                    terminal.type("\u0003");
                }
                await("the removal", Objects.requireNonNull(slow)::hasStruck);
            }
            case BEING_REMOVED_AT_THE_END -> {
                Files.createFile(directory.resolve("fixture.file"));
                await("the removal", Objects.requireNonNull(slow)::hasStruck);
            }
            default -> {}
        }
    }

    private void startAgainAndAgain() {
        try (CreateContainerCmd create = client.createContainerCmd(shellImage)) {
            String id = create.withLabels(Map.of(LABEL, run))
                    .withCmd("sh", "-c", "exit 1")
                    .withHostConfig(HostConfig.newHostConfig()
                            .withNetworkMode("none")
                            .withRestartPolicy(RestartPolicy.alwaysRestart())
                            .withBinds(Bind.parse(directory + ":" + directory + ":ro")))
                    .exec()
                    .getId();
            client.startContainerCmd(id).exec();
            await(
                    "a container to restart",
                    () -> LocalEngine.of(client, directory).stream()
                            .anyMatch(other -> "restarting".equals(other.getState())));
        }
    }

    void strike() throws IOException {
        supervisor = supervisor();
        switch (fault) {
            case CONTROL_C -> Objects.requireNonNull(terminal).type("\u0003");
            case HANGUP -> Objects.requireNonNull(terminal).close();
            case TERMINATE -> Signals.send(runner.pid(), Signals.TERMINATE);
            case KILL -> Signals.send(runner.pid(), Signals.KILL);
            case KILL_GROUP -> Signals.sendToGroup(runner.pid(), Signals.KILL);
            case SEGMENTATION_FAULT -> Signals.send(runner.pid(), Signals.SEGMENTATION_FAULT);
            case KILL_SUPERVISOR -> Signals.send(supervisor, Signals.KILL);
            case KILL_BOTH -> {
                // It may be faster than the next line.
                Signals.send(supervisor, Signals.STOP);
                Signals.send(runner.pid(), Signals.KILL);
                Signals.send(supervisor, Signals.KILL);
            }
            default -> throw new IllegalArgumentException(fault.title());
        }
        if (slow != null) {
            // What the engine was asked for happens when nobody waits for it any more.
            slow.letGo();
        }
    }

    /** The run that comes after this one. */
    void runNext() throws IOException, InterruptedException {
        awaitEndOfRunner();
        Map<String, String> next = settings(Set.of());
        next.put("runner.engine", engine);
        Process janitor = start(account.command(directory, next, "FirstFixture"));
        if (!janitor.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS) || janitor.exitValue() != 0) {
            throw new AssertionError("The next run failed: " + transcript());
        }
    }

    /** Also of the supervisor. What runs in a container may stay. */
    void awaitEndOfRunner() {
        Waiting.until(BOUND, "the end of the runner", () -> !runner.isAlive());
        Waiting.untilGone(BOUND, supervisor);
    }

    /** The exit code of the runner once it has ended. */
    int exitCode() {
        return runner.onExit().join().exitValue();
    }

    int expectedExitCode() {
        // A JVM that is shutting down keeps the exit code that it began with.
        boolean begun = state == State.BEING_REMOVED && !fault.killsTheRunner() && fault != Fault.KILL_BOTH;
        return begun && terminal == null ? Fault.TERMINATE.exitCode() : fault.exitCode();
    }

    /** What is left when the run has ended and some time has passed. */
    List<String> left() throws InterruptedException, IOException {
        awaitEndOfRunner();
        Waiting.until(
                BOUND,
                "the end of all JVMs",
                () -> ProcessScan.now().mentioning(temporary.toString()).isEmpty());
        long end = System.nanoTime() + OBSERVATION.toNanos();
        List<String> left = found();
        while (System.nanoTime() < end && left.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(100);
            left = found();
        }
        return Stream.concat(left.stream(), directories()).toList();
    }

    /** Those of runs, which tell the next one that it has to look. */
    private Stream<String> directories() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("simple-"))
                    .toList()
                    .stream();
        }
    }

    /** What is there of the run now: containers, networks and volumes. */
    List<String> found() {
        Stream<String> containers = LocalEngine.of(client, directory).stream()
                .map(container -> "container " + container.getNames()[0] + " " + container.getStatus());
        return Stream.concat(
                        containers,
                        run.isEmpty() ? Stream.of() : LocalEngine.labelled(client, LABEL + "=" + run).stream())
                .toList();
    }

    /** Those of others that were removed. */
    List<String> missing() {
        return bystanders.stream()
                .filter(id -> client.listContainersCmd().withShowAll(true).exec().stream()
                        .noneMatch(container -> container.getId().equals(id)))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (slow != null) {
            slow.close();
        }
        if (terminal != null) {
            terminal.close();
        }
        ProcessScan.now().mentioning(directory.toString()).forEach(seen -> Signals.tryToKill(seen.pid()));
        ProcessScan.now().mentioning(temporary.toString()).forEach(seen -> Signals.tryToKill(seen.pid()));
        LocalEngine.removeAll(client, directory);
        if (!run.isEmpty()) {
            LocalEngine.removeLabelled(client, LABEL + "=" + run);
        }
        for (String id : bystanders) {
            client.removeContainerCmd(id).withForce(true).exec();
        }
        Account.deleteTree(directory);
        Account.deleteTree(temporary);
    }
}
