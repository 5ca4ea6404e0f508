package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.EndedProcess;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private Path group = Path.of("none");
    private long daemon;

    @BeforeEach
    void showControlGroups() throws Exception {
        mount = Files.createDirectory(directory.resolve("cgroup"));
        mounted = run("mount", "-t", "cgroup2", "none", mount.toString()) == 0;
        assumeTrue(mounted, "This user cannot make control groups.");
    }

    /** What is left if the sweep has failed would keep the machine busy for ever. */
    @AfterEach
    void endWhatIsLeftAndHideControlGroups() throws Exception {
        Path kill = group.resolve("cgroup.kill");
        if (Files.exists(kill)) {
            Files.writeString(kill, "1");
            Waiting.until(Waiting.LONG, "the end", () -> group.toFile().delete());
        }
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
        try (SpawnTracker tracker = SpawnTracker.open()) {
            assertEquals(
                    "supervisor, own session, subreaper, pidfd, control group",
                    tracker.containment().toString());
            group = groupOf(tracker.directory().resolve(RunFile.NAME));
            assertTrue(Files.isDirectory(group));
        }
        assertFalse(Files.exists(group));
    }

    /** Kills a runner and its supervisor, sweeps what they have left, and returns the ids of what it knows as the daemon. */
    private List<Long> sweepAfter(String... arguments) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        List<String> all = new ArrayList<>(List.of(directory.toString()));
        all.addAll(List.of(arguments));
        Process runner = ForkedJvm.command(List.of("-Djava.io.tmpdir=" + temporary), DaemonProgram.class, all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = runner.inputReader()) {
            long supervisor = Long.parseLong(out.readLine());
            daemon = Long.parseLong(out.readLine());
            group = groupOf(Path.of(out.readLine()));
            run("kill", "-STOP", Long.toString(supervisor));
            run("kill", "-KILL", Long.toString(runner.pid()), Long.toString(supervisor));
            Waiting.untilGone(Waiting.LONG, supervisor);
            Waiting.untilGone(Waiting.LONG, runner.pid());
            assertTrue(Waiting.isAlive(daemon));

            Janitor.Sweep sweep = new Janitor(temporary).sweep();

            assertFalse(Waiting.isAlive(daemon));
            assertFalse(Files.exists(group), "It can be removed if nothing is in it.");
            return sweep.cleanUps().get(0).ended().stream()
                    .filter(process -> process.commandLine().endsWith("sleep 1000"))
                    .map(EndedProcess::pid)
                    .toList();
        } finally {
            runner.destroyForcibly();
        }
    }

    @Test
    void tellsTheNextRunWhatEveryOtherMarkHasBeenWipedOff() throws Exception {
        List<Long> ended = sweepAfter();

        assertEquals(List.of(daemon), ended);
    }

    @Test
    void endsWhatChangesItsIdAllTheTime() throws Exception {
        String token = "98765." + System.nanoTime();

        sweepAfter(token);

        ProcessTable table = new ProcessTable();
        assertTrue(table.all().keySet().stream()
                .noneMatch(pid -> table.commandLine(pid).contains(token)));
    }
}
