package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.fixtures.Workload;
import dev.simple.matrix.ProcessScan.Seen;
import dev.simple.run.RunnerProgram;
import dev.simple.supervisor.SupervisorMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A shell with job control on a terminal, in which a user types Ctrl+Z and then {@code fg}. */
@Tag("long")
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class SuspensionTest {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final String JOB = "\"$@\"; echo \"suspended $?\"; read line; fg; echo \"ended $?\"";

    @TempDir
    private Path directory;

    private final String plain = RunInTrial.newToken();
    private final String daemon = RunInTrial.newToken();
    private final String stopped = RunInTrial.newToken();

    private List<String> command(PseudoTerminal terminal) throws Exception {
        Files.createDirectory(directory.resolve("tmp"));
        Files.write(
                directory.resolve("settings"),
                List.of(
                        "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                        "-Drunner.timeout=" + TIME_LIMIT.toMillis(),
                        "-Dfixture.go=" + directory.resolve("go"),
                        "-Dfixture.workloads=" + Workload.CHILD + "=" + plain + "," + Workload.DAEMON + "=" + daemon
                                + "," + Workload.STOPPED + "=" + stopped));
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TSTP"));
        command.addAll(terminal.session());
        command.addAll(List.of("bash", "-m", "-c", JOB, "bash"));
        command.addAll(ForkedJvm.command(
                        List.of("@" + directory.resolve("settings")),
                        RunnerProgram.class,
                        List.of(directory.toString(), "WorkloadsFixture"))
                .command());
        return command;
    }

    private static boolean isStopped(String token) {
        List<Seen> seen = ProcessScan.now().mentioning(token);
        return !seen.isEmpty() && seen.stream().allMatch(process -> ProcessScan.state(process.pid()) == 'T');
    }

    /** The runner and the workers. */
    private List<Seen> jvms() {
        return ProcessScan.now().mentioning(directory.toString()).stream()
                .filter(seen -> seen.isProgram(ForkedJvm.executable().toString()))
                .filter(seen -> !seen.mentions(SupervisorMain.class.getName()))
                .toList();
    }

    private boolean standsStill() {
        return jvms().size() == 2
                && jvms().stream().allMatch(seen -> ProcessScan.state(seen.pid()) == 'T')
                && isStopped(plain)
                && isStopped(daemon)
                && isStopped(stopped);
    }

    private boolean goesOn() {
        return jvms().stream().noneMatch(seen -> ProcessScan.state(seen.pid()) == 'T')
                && !isStopped(plain)
                && !isStopped(daemon);
    }

    @Test
    void standsStillWithItsRunnerAndNoTimeLimitFires() throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal()) {
            Process shell = new ProcessBuilder(command(terminal))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
            Waiting.until(
                    Waiting.LONG,
                    "the workloads",
                    () -> isStopped(stopped)
                            && !ProcessScan.now().mentioning(plain).isEmpty()
                            && ProcessScan.now().mentioning(daemon).stream().anyMatch(seen -> seen.isProgram("sleep")));

            terminal.type("\u001a");

            Waiting.until(Waiting.LONG, "a standstill: " + terminal.output(), this::standsStill);
            Waiting.until(Waiting.LONG, "the shell", () -> terminal.output().contains("suspended 148"));
            long end = System.nanoTime() + TIME_LIMIT.toNanos();
            while (System.nanoTime() < end) {
                assertTrue(standsStill(), () -> "Something moves: " + ProcessScan.now());
                LockSupport.parkNanos(50_000_000);
            }

            terminal.type("\n");

            Waiting.until(Waiting.LONG, "everything to go on", this::goesOn);
            assertTrue(isStopped(stopped), "What was stopped before is still stopped.");
            Files.createFile(directory.resolve("go"));
            assertTrue(shell.waitFor(Waiting.LONG.toSeconds(), TimeUnit.SECONDS), terminal::output);
            Waiting.until(Waiting.LONG, "exit code 0", () -> terminal.output().contains("ended 0"));
            for (String token : List.of(plain, daemon, stopped)) {
                assertEquals(List.of(), ProcessScan.now().mentioning(token));
            }
        } finally {
            for (String token : List.of(plain, daemon, stopped, directory.toString())) {
                ProcessScan.now().mentioning(token).forEach(seen -> Signals.tryToKill(seen.pid()));
            }
        }
    }
}
