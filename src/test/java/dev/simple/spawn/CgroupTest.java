package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.protocol.EndedProcess;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a control group can be made: by root, who can make its file system visible if it is not. */
class CgroupTest {

    @TempDir
    private Path directory;

    private Path mount = Path.of("");
    private boolean mounted;

    @BeforeEach
    void showControlGroups() throws Exception {
        mount = Files.createDirectory(directory.resolve("cgroup"));
        mounted = run("mount", "-t", "cgroup2", "none", mount.toString()) == 0;
        assumeTrue(mounted, "This user cannot make control groups.");
    }

    @AfterEach
    void hideControlGroups() throws Exception {
        if (mounted) {
            run("umount", mount.toString());
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static Path groupOf(Path runFile) throws Exception {
        return Files.readAllLines(runFile).stream()
                .filter(line -> line.startsWith("cgroup "))
                .map(line -> Path.of(line.substring("cgroup ".length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isLeftAndRemovedAtTheEnd() throws Exception {
        Path group;
        try (SpawnTracker tracker = SpawnTracker.open()) {
            assertEquals(
                    "supervisor, own session, subreaper, pidfd, control group",
                    tracker.containment().toString());
            group = groupOf(tracker.directory().resolve(RunFile.NAME));
            assertTrue(Files.isDirectory(group));
        }
        assertFalse(Files.exists(group));
    }

    @Test
    void tellsTheNextRunWhatEveryOtherMarkHasBeenWipedOff() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Process runner = ForkedJvm.command(
                        List.of("-Djava.io.tmpdir=" + temporary), DaemonProgram.class, List.of(directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = runner.inputReader()) {
            long supervisor = Long.parseLong(out.readLine());
            long daemon = Long.parseLong(out.readLine());
            Path group = groupOf(Path.of(out.readLine()));
            run("kill", "-STOP", Long.toString(supervisor));
            run("kill", "-KILL", Long.toString(runner.pid()), Long.toString(supervisor));
            Waiting.untilGone(Waiting.LONG, supervisor);
            Waiting.untilGone(Waiting.LONG, runner.pid());
            assertTrue(Waiting.isAlive(daemon));

            Janitor.Sweep sweep = new Janitor(temporary).sweep();

            assertEquals(
                    List.of(daemon),
                    sweep.cleanUps().get(0).ended().stream()
                            .filter(process -> process.commandLine().endsWith("sleep 1000"))
                            .map(EndedProcess::pid)
                            .toList());
            assertFalse(Waiting.isAlive(daemon));
            assertFalse(Files.exists(group));
        } finally {
            runner.destroyForcibly();
        }
    }
}
