package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.fixtures.Waiting;
import dev.simple.supervisor.SupervisorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests have created in a container engine is gone, however the run ends. */
@NeedsEngine
@Tag("long")
class ContainerFaultsTest {

    @TempDir
    private Path directory;

    private final String name = "fault-" + Long.toHexString(System.nanoTime());
    private String bystander = "";

    @BeforeEach
    void createSomethingOfSomebodyElse() throws IOException {
        bystander = "other-" + name;
        LocalEngine.client()
                .createContainerCmd(LocalEngine.shellImage())
                .withCmd("sleep", "1")
                .withName(bystander)
                .withLabels(Map.of("dev.simple.run", "of another run"))
                .exec();
    }

    @AfterEach
    void removeWhatIsLeft() {
        LocalEngine.remove(name);
        LocalEngine.remove(bystander);
    }

    private Process start(List<String> settings, String... fixtures) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> arguments = new ArrayList<>(List.of(
                "-Djava.io.tmpdir=" + temporary,
                "-Drunner.timeout=600000",
                // Which never comes, so that the run goes on.
                "-Dfixture.go=" + directory.resolve("go"),
                "-Dfixture.name=" + name,
                "-Dfixture.image=" + LocalEngine.shellImage()));
        arguments.addAll(settings);
        List<String> program = new ArrayList<>(List.of(directory.toString()));
        program.addAll(List.of(fixtures));
        return ForkedJvm.command(arguments, RunnerProgram.class, program)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return directory.resolve("out");
    }

    private Process startLeaking(String... settings) throws IOException {
        Process runner = start(List.of(settings), "ContainerLeakingFixture", "WorkloadsFixture");
        Waiting.until(Waiting.LONG.multipliedBy(6), "four things in the engine", () -> {
            assertTrue(runner.isAlive(), () -> read(output()));
            return LocalEngine.named(name).size() == 4;
        });
        return runner;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static ProcessHandle supervisor(Process runner) {
        return runner.children()
                .filter(child -> read(Path.of("/proc", Long.toString(child.pid()), "cmdline"))
                        .contains(SupervisorMain.class.getName()))
                .findFirst()
                .orElseThrow();
    }

    private void strike(String fault, Process runner) throws Exception {
        ProcessHandle supervisor = supervisor(runner);
        if (fault.equals("KILL_SUPERVISOR") || fault.equals("KILL_BOTH")) {
            // The runner must not have the time to notice.
            send("STOP", runner.pid());
            send("KILL", supervisor.pid());
        }
        switch (fault) {
            case "KILL_SUPERVISOR" -> send("CONT", runner.pid());
            case "KILL_BOTH" -> send("KILL", runner.pid());
            default -> send(fault, runner.pid());
        }
    }

    private static void send(String signal, long pid) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor());
    }

    private void awaitNothing() {
        Waiting.until(
                Waiting.LONG,
                "nothing left of the run",
                () -> LocalEngine.named(name).isEmpty());
        assertEquals(List.of(bystander), LocalEngine.named(bystander));
    }

    @ParameterizedTest
    @CsvSource({"KILL, 137", "TERM, 143", "INT, 130", "KILL_SUPERVISOR, 1"})
    void nothingIsLeftAfter(String fault, int exitCode) throws Exception {
        Process runner = startLeaking("-Drunner.engine=" + LocalEngine.ADDRESS);

        strike(fault, runner);

        awaitNothing();
        assertEquals(exitCode, runner.onExit().join().exitValue(), () -> read(output()));
    }

    @Test
    void theNextRunRemovesWhatIsLeftWhenRunnerAndSupervisorAreKilled() throws Exception {
        Process runner = startLeaking("-Drunner.engine=" + LocalEngine.ADDRESS);

        strike("KILL_BOTH", runner);
        Waiting.untilGone(Waiting.LONG, runner.pid());
        assertEquals(4, LocalEngine.named(name).size());
        Process next = start(List.of(), "FirstFixture");

        assertEquals(0, next.onExit().join().exitValue(), () -> read(output()));
        awaitNothing();
    }

    @Test
    void everythingIsLeftAfterAKillWithoutTheProxy() throws Exception {
        Process runner = startLeaking();
        ProcessHandle supervisor = supervisor(runner);

        strike("KILL", runner);

        Waiting.untilGone(Waiting.LONG, supervisor.pid());
        assertEquals(4, LocalEngine.named(name).size());
    }
}
