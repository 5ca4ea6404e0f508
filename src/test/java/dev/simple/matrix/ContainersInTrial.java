package dev.simple.matrix;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.Waiting;
import dev.simple.supervisor.Layer;
import dev.simple.supervisor.SupervisorMain;
import java.io.File;
import java.io.IOException;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A runner whose test class runs in a container, to which things happen. */
final class ContainersInTrial implements AutoCloseable {

    /** What the container is doing when it happens. */
    enum State {
        RUNNING,
        PAUSED,
        /** Beside one that runs: what a test has started with a restart policy, and a volume. */
        RESTARTING,
        BEING_CREATED
    }

    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final Duration OBSERVATION = Duration.ofSeconds(3);
    private static final String LABEL = "dev.simple.run";

    private final Fault fault;
    private final State state;
    private final Path directory;
    /** Not within the other, which is mounted. */
    private final Path temporary;

    private final Account account = Account.own();
    private final @Nullable PseudoTerminal terminal;
    private final @Nullable SlowEngine slow;
    private final List<String> bystanders = new ArrayList<>();
    private final Process runner;
    private String volume = "";

    ContainersInTrial(Fault fault, State state, Set<Layer> without) throws IOException {
        this.fault = fault;
        this.state = state;
        this.directory = account.newDirectory();
        this.temporary = Files.createTempDirectory("matrix-");
        this.terminal = fault.needsTerminal() ? new PseudoTerminal() : null;
        this.slow = state == State.BEING_CREATED
                ? new SlowEngine(Path.of("/var/run/docker.sock"), directory.resolve("engine"))
                : null;
        bystanders.add(create(Map.of()));
        bystanders.add(create(Map.of(LABEL, "0123456789abcdef")));
        List<String> command = new ArrayList<>(terminal == null ? List.of("setsid") : terminal.session());
        command.addAll(account.command(directory, settings(without), "SlowFixture"));
        this.runner = start(command);
    }

    private Map<String, String> settings(Set<Layer> without) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("java.io.tmpdir", temporary.toString());
        settings.put("runner.image", LocalEngine.javaImage());
        settings.put("runner.engine", slow == null ? "unix:///var/run/docker.sock" : slow.address());
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
        try (CreateContainerCmd create = LocalEngine.client().createContainerCmd(LocalEngine.shellImage())) {
            return create.withLabels(labels).withCmd("sh").exec().getId();
        }
    }

    String transcript() throws IOException {
        return Files.readString(directory.resolve("out"));
    }

    private long supervisor() {
        return ProcessScan.now().mentioning(temporary.toString()).stream()
                .filter(seen -> seen.mentions(SupervisorMain.class.getName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no supervisor."))
                .pid();
    }

    void awaitMoment() {
        if (slow != null) {
            Waiting.until(BOUND, "the request", slow::holds);
            return;
        }
        Waiting.until(BOUND, "the test to run", () -> {
            try {
                return transcript().contains("test");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Container container = containers().get(0);
        if (state == State.PAUSED) {
            LocalEngine.client().pauseContainerCmd(container.getId()).exec();
        } else if (state == State.RESTARTING) {
            startAgainAndAgain(
                    Map.of(LABEL, String.valueOf(container.getLabels().get(LABEL))));
        }
    }

    private void startAgainAndAgain(Map<String, String> labels) {
        volume =
                LocalEngine.client().createVolumeCmd().withLabels(labels).exec().getName();
        try (CreateContainerCmd create = LocalEngine.client().createContainerCmd(LocalEngine.shellImage())) {
            String id = create.withLabels(labels)
                    .withCmd("sh", "-c", "exit 1")
                    .withHostConfig(HostConfig.newHostConfig()
                            .withNetworkMode("none")
                            .withRestartPolicy(RestartPolicy.alwaysRestart())
                            .withBinds(Bind.parse(directory + ":" + directory + ":ro"), Bind.parse(volume + ":/data")))
                    .exec()
                    .getId();
            LocalEngine.client().startContainerCmd(id).exec();
            Waiting.until(
                    BOUND,
                    "a container to restart",
                    () -> containers().stream().anyMatch(other -> "restarting".equals(other.getState())));
        }
    }

    void strike() throws IOException, InterruptedException {
        long supervisor = supervisor();
        switch (fault) {
            case CONTROL_C -> Objects.requireNonNull(terminal).type("\u0003");
            case TERMINATE -> Signals.send(runner.pid(), Signals.TERMINATE);
            case KILL -> Signals.send(runner.pid(), Signals.KILL);
            case KILL_SUPERVISOR -> Signals.send(supervisor, Signals.KILL);
            case KILL_BOTH -> {
                Signals.send(runner.pid(), Signals.KILL);
                Signals.send(supervisor, Signals.KILL);
            }
            default -> throw new IllegalArgumentException(fault.title());
        }
        if (slow != null) {
            // What the engine was asked for appears when nobody waits for it any more.
            slow.letGo();
        }
        if (fault == Fault.KILL_BOTH) {
            runner.waitFor();
            Waiting.untilGone(BOUND, supervisor);
            Map<String, String> next = settings(Set.of());
            next.put("runner.engine", "unix:///var/run/docker.sock");
            Process janitor = start(account.command(directory, next, "FirstFixture"));
            if (!janitor.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS) || janitor.exitValue() != 0) {
                throw new AssertionError("The next run failed: " + transcript());
            }
        }
    }

    /** What is left when the run has ended and some time has passed. */
    List<String> left() throws InterruptedException, IOException {
        if (!runner.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The runner does not end: " + transcript());
        }
        Waiting.until(
                BOUND,
                "the end of all JVMs",
                () -> ProcessScan.now().mentioning(temporary.toString()).isEmpty());
        long end = System.nanoTime() + OBSERVATION.toNanos();
        List<String> left = words();
        while (System.nanoTime() < end && left.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(100);
            left = words();
        }
        return left;
    }

    private List<String> words() {
        Stream<String> volumes = volume.isEmpty() || isGone(volume) ? Stream.of() : Stream.of("volume " + volume);
        return Stream.concat(
                        containers().stream().map(container -> container.getNames()[0] + " " + container.getStatus()),
                        volumes)
                .toList();
    }

    private static boolean isGone(String volume) {
        try {
            LocalEngine.client().inspectVolumeCmd(volume).exec();
            return false;
        } catch (NotFoundException e) {
            return true;
        }
    }

    /** Those of others that were removed. */
    List<String> missing() {
        return bystanders.stream()
                .filter(id -> LocalEngine.client().listContainersCmd().withShowAll(true).exec().stream()
                        .noneMatch(container -> container.getId().equals(id)))
                .toList();
    }

    private List<Container> containers() {
        return LocalEngine.of(directory);
    }

    @Override
    public void close() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
        if (slow != null) {
            slow.close();
        }
        LocalEngine.removeAll(directory);
        for (String id : bystanders) {
            LocalEngine.client().removeContainerCmd(id).withForce(true).exec();
        }
        ProcessScan.now().mentioning(directory.toString()).forEach(seen -> Signals.tryToKill(seen.pid()));
        ProcessScan.now().mentioning(temporary.toString()).forEach(seen -> Signals.tryToKill(seen.pid()));
        Account.deleteTree(directory);
        Account.deleteTree(temporary);
    }
}
