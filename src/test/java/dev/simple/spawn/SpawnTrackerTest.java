package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.EndedProcess;
import dev.simple.supervisor.Layer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpawnTrackerTest {

    private static final SpawnLimits AT_ONCE = new SpawnLimits(Duration.ZERO, Duration.ZERO);

    /** Without the two that the C library keeps for itself. */
    private static final long USABLE_SIGNALS = ~(3L << 31);

    @TempDir
    private Path directory;

    private SpawnCommand bash(String script) {
        return command("bash", "-c", script);
    }

    private SpawnCommand command(String... words) {
        return Supervisors.command(directory, words);
    }

    private String out() throws IOException {
        return Files.readString(directory.resolve("out"));
    }

    private long pidIn(String name) {
        return Supervisors.pidIn(directory.resolve(name));
    }

    private static ExitStatus await(Spawn spawn) throws InterruptedException {
        return spawn.await(Waiting.LONG).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0, 0", "exit 7, 7, 0", "exit 137, 137, 0", "kill -KILL $$, 0, 9", "kill -SEGV $$, 0, 11"})
    void tellsHowASpawnEnded(String script, int code, int signal) throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(bash(script), SpawnLimits.DEFAULT);

            assertEquals(new ExitStatus(code, signal, false), await(spawn));
        }
    }

    @Test
    void givesItsEnvironmentDirectoryAndStreams() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(
                    bash("cat; echo $GIVEN $HOME; pwd; echo wrong >&2; ls /proc/$$/fd | wc -l"), SpawnLimits.DEFAULT);
            assertTrue(await(spawn).isSuccess());

            // Besides the three streams, the listing has the descriptor of ls itself or of bash's script.
            List<String> lines = out().lines().toList();
            assertEquals(List.of("yes " + System.getenv("HOME"), directory.toString()), lines.subList(0, 2));
            assertTrue(Integer.parseInt(lines.get(2).strip()) <= 4, lines::toString);
            assertEquals("wrong\n", Files.readString(directory.resolve("err")));
        }
    }

    @Test
    void startsWithNoSignalBlockedOrIgnored() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            await(tracker.spawn(command("grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"), SpawnLimits.DEFAULT));

            for (String line : out().lines().toList()) {
                long signals = Long.parseUnsignedLong(line.split("\t", -1)[1], 16);
                assertEquals(0, signals & USABLE_SIGNALS, line);
            }
            assertEquals(2, out().lines().count());
        }
    }

    @Test
    void hasASpawnInTheRunFileBeforeItRunsAndUntilItHasEnded() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Path runFile = tracker.directory().resolve(RunFile.NAME);
            Spawn spawn =
                    tracker.spawn(bash("cp " + runFile + " seen; echo $$ >pid; exec sleep 1000"), SpawnLimits.DEFAULT);
            pidIn("pid");
            ProcessEntry entry = Objects.requireNonNull(new ProcessTable().entry(spawn.pid()));

            assertTrue(Files.readAllLines(directory.resolve("seen")).contains("starting 1 a command"));
            assertTrue(Files.readAllLines(runFile)
                    .contains("spawn 1 " + spawn.pid() + " " + entry.identity().start()));
            assertFalse(Files.readAllLines(runFile).contains("ended 1"));

            tracker.untrack(spawn).join();

            assertTrue(Files.readAllLines(runFile).contains("ended 1"));
        }
    }

    @Test
    void refusesWhatCannotBeStarted() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "echo");
        try (SpawnTracker tracker = SpawnTracker.open()) {
            for (String[] expected : new String[][] {
                {"no-such-command", "no-such-command: No such file or directory"},
                {text.toString(), text + ": Permission denied"}
            }) {
                IOException e =
                        assertThrows(IOException.class, () -> tracker.spawn(command(expected[0]), SpawnLimits.DEFAULT));
                assertEquals(expected[1], e.getMessage());
            }
            assertTrue(await(tracker.spawn(bash("exit 0"), SpawnLimits.DEFAULT)).isSuccess(), "It goes on after that.");
        }
    }

    @Test
    void waitsNoLongerThanItIsTold() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(command("sleep", "1000"), SpawnLimits.DEFAULT);

            assertEquals(Optional.empty(), spawn.await(Duration.ofMillis(1)));
        }
    }

    @Test
    void endsASpawnWhoseTimeIsOverWithAllBelowIt() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(
                    bash("sleep 1000 & echo $! >child; wait; sleep 1000"),
                    new SpawnLimits(Duration.ofSeconds(1), Duration.ofSeconds(2)));
            long child = pidIn("child");

            assertEquals(new ExitStatus(0, 15, true), await(spawn));
            Waiting.untilGone(Waiting.LONG, child);
        }
    }

    /** A shell forks before it becomes another program. */
    private static void awaitProgram(long daemon) {
        Waiting.until(
                Waiting.LONG,
                "the start of the daemon",
                () -> new ProcessTable().commandLine(daemon).matches("\\S*sleep 1000"));
    }

    @Test
    void tellsWhatASpawnLeftBehindAndEndsIt() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn other = tracker.spawn(command("sleep", "1001"), SpawnLimits.DEFAULT);
            Spawn spawn = tracker.spawn(bash("setsid sleep 1000 & echo $! >daemon"), SpawnLimits.DEFAULT);
            await(spawn);
            long daemon = pidIn("daemon");
            awaitProgram(daemon);

            CleanUp cleanUp = tracker.untrack(spawn).join();

            assertEquals(
                    List.of("sleep 1000"),
                    cleanUp.ended().stream().map(EndedProcess::commandLine).toList());
            assertEquals(List.of(spawn.number()), cleanUp.ended().get(0).spawns());
            assertFalse(Waiting.isAlive(daemon));
            assertTrue(Waiting.isAlive(other.pid()), "Another spawn is not touched.");
        }
    }

    @Test
    void leavesAnOrphanOfUnknownOriginUntilNoneCanOwnIt() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn first = tracker.spawn(command("sleep", "1001"), AT_ONCE);
            Spawn second = tracker.spawn(
                    bash("env -i $(command -v setsid) $(command -v sleep) 1000 & echo $! >daemon"), AT_ONCE);
            await(second);
            long daemon = pidIn("daemon");
            awaitProgram(daemon);

            assertEquals(List.of(), tracker.untrack(second).join().ended(), "It may be the first one's.");
            assertTrue(Waiting.isAlive(daemon));

            List<EndedProcess> ended = tracker.untrack(first).join().ended();
            EndedProcess found = ended.stream()
                    .filter(process -> process.pid() == daemon)
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of(first.number(), second.number()), found.spawns());
            assertFalse(Waiting.isAlive(daemon));
        }
    }

    @Test
    void endsEverythingAndTellsWhat() throws Exception {
        SpawnTracker tracker = SpawnTracker.open();
        Spawn obeying = tracker.spawn(command("sleep", "1000"), SpawnLimits.DEFAULT);
        Spawn stubborn = tracker.spawn(bash("trap '' TERM; echo $$ >ready; while :; do sleep 1; done"), AT_ONCE);
        pidIn("ready");

        CleanUp cleanUp = tracker.endAll(Duration.ofMillis(300));

        assertEquals(new ExitStatus(0, 15, false), await(obeying));
        assertEquals(new ExitStatus(0, 9, false), await(stubborn));
        Set<Long> ended = cleanUp.ended().stream().map(EndedProcess::pid).collect(Collectors.toSet());
        assertTrue(ended.containsAll(Set.of(obeying.pid(), stubborn.pid())), cleanUp::toString);
        assertThrows(IOException.class, () -> tracker.spawn(command("sleep", "1"), SpawnLimits.DEFAULT));
        tracker.close();
        assertFalse(Files.exists(tracker.directory()));
    }

    @Test
    void skipsTheGracePeriodWhenItIsHurried() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn stubborn = tracker.spawn(
                    bash("trap 'echo asked >asked' TERM; echo $$ >ready; while :; do sleep 0.1; done"), AT_ONCE);
            pidIn("ready");
            Thread ending = new Thread(() -> tracker.endAll(Duration.ofHours(1)));
            ending.start();
            Waiting.until(Waiting.LONG, "SIGTERM", () -> Files.exists(directory.resolve("asked")));

            tracker.hurry();

            assertEquals(new ExitStatus(0, 9, false), await(stubborn));
            ending.join(Waiting.LONG.toMillis());
            assertFalse(ending.isAlive());
        }
    }

    @Test
    void skipsTheGracePeriodsOfAllTrackersAtTheSecondSignal() throws Exception {
        Process runner = ForkedJvm.command(List.of(), TwoTrackersProgram.class, List.of(directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = runner.inputReader()) {
            List<Long> deaf = List.of(Long.valueOf(out.readLine()), Long.valueOf(out.readLine()));
            assertTrue(runner.toHandle().destroy());
            assertEquals("ending", out.readLine());
            assertEquals("ending", out.readLine());

            assertTrue(runner.toHandle().destroy());

            assertEquals(143, runner.waitFor());
            deaf.forEach(pid -> assertFalse(Waiting.isAlive(pid)));
        } finally {
            runner.destroyForcibly();
        }
    }

    @Test
    void continuesAStoppedProcessSoThatItCanObey() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn stopped = tracker.spawn(bash("trap 'exit 3' TERM; kill -STOP $$; exit 4"), SpawnLimits.DEFAULT);
            Waiting.until(Waiting.LONG, "the stop", stopped::isStopped);

            tracker.endAll(Duration.ofSeconds(20));

            assertEquals(new ExitStatus(3, 0, false), await(stopped));
        }
    }

    @Test
    void endsWhatForksAndExitsAgainAndAgain() throws Exception {
        Path script = Files.writeString(directory.resolve("hop"), "echo $$ >>hops\n(bash hop) &\n");
        long hops;
        try (SpawnTracker tracker = SpawnTracker.open()) {
            tracker.spawn(command("bash", script.toString()), SpawnLimits.DEFAULT);
            Waiting.until(Waiting.LONG, "ten hops", () -> lines("hops") > 10);

            CleanUp cleanUp = tracker.endAll(Duration.ofMillis(50));

            assertEquals(List.of(), cleanUp.survivors());
            hops = lines("hops");
        }
        assertEquals(hops, lines("hops"), "None has lived on.");
    }

    private long lines(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isEndedByTheSupervisorWhenItsUserHangs() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open(Set.of(), Duration.ofSeconds(1))) {
            Spawn spawn = tracker.spawn(command("sleep", "1000"), SpawnLimits.DEFAULT);

            String reason = tracker.lost().get(30, TimeUnit.SECONDS);

            assertTrue(reason.contains("Maven has given no sign of life for 1 s."), reason);
            assertFalse(Waiting.isAlive(spawn.pid()));
        }
    }

    @Test
    void worksWithoutNativeCallsAndSaysSo() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open(Set.of(Layer.NATIVE), Duration.ofSeconds(30))) {
            assertEquals(
                    "supervisor; process trees only, because native calls were left out",
                    tracker.containment().toString());
            Spawn spawn = tracker.spawn(bash("setsid sleep 1000 & echo $! >daemon; exit 5"), SpawnLimits.DEFAULT);
            assertEquals(new ExitStatus(5, 0, false), await(spawn));
            long daemon = pidIn("daemon");

            tracker.untrack(spawn).join();

            assertFalse(Waiting.isAlive(daemon), "It is found by its environment.");
        }
    }

    @Test
    void saysThatItsMarkCannotBeSeen() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open(Set.of(Layer.MARK, Layer.CGROUP), Duration.ofSeconds(30))) {
            assertEquals(
                    "supervisor, own session, subreaper, pidfd; without mark in the environment",
                    tracker.containment().toString());
        }
    }

    @Test
    void saysWhichLayersThereAre() throws Exception {
        // Only some machines have control groups.
        try (SpawnTracker tracker = SpawnTracker.open(Set.of(Layer.CGROUP), Duration.ofSeconds(30))) {
            assertEquals(
                    "supervisor, own session, subreaper, pidfd",
                    tracker.containment().toString());
        }
    }

    @Test
    void takesNativeCodeFromTheDirectoryOfTheRun() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            tracker.containment();
            Path maps = Path.of("/proc", Long.toString(Supervisors.of(tracker)), "maps");

            assertTrue(Files.readString(maps).contains(tracker.directory() + "/libjnidispatch.so"));
        }
    }

    @Test
    void survivesAThreadDumpOfTheSupervisor() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            tracker.containment();
            Supervisors.signal(tracker, "QUIT");
            Path errors = tracker.directory().resolve("supervisor.err");
            Waiting.until(Waiting.LONG, "the thread dump", () -> {
                try {
                    return Files.readString(errors).contains("Full thread dump");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            assertTrue(await(tracker.spawn(bash("exit 0"), SpawnLimits.DEFAULT)).isSuccess());
        }
    }

    @Test
    void endsAProcessThatHasTamperedWithItsMark() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(
                    bash("for name in $(compgen -e SIMPLE_SPAWN_); do export $name=x; done\n"
                            + "setsid sleep 1000 & echo $! >daemon"),
                    SpawnLimits.DEFAULT);
            await(spawn);
            long daemon = pidIn("daemon");

            tracker.endAll();

            assertFalse(Waiting.isAlive(daemon));
            assertFalse(tracker.lost().isDone());
        }
    }

    @Test
    void goesOnAfterAThreadWasInterrupted() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            tracker.containment();
            Thread.currentThread().interrupt();
            try {
                tracker.spawn(bash("exit 0"), SpawnLimits.DEFAULT);
            } catch (IOException e) {
                assertEquals("Interrupted while the supervisor was asked to start a command.", e.getMessage());
            }
            assertTrue(Thread.interrupted());

            assertTrue(await(tracker.spawn(bash("exit 0"), SpawnLimits.DEFAULT)).isSuccess());
        }
    }

    @Test
    void mayBeAskedForMoreByWhoHearsOfAnExit() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(bash("exit 0"), SpawnLimits.DEFAULT);

            CleanUp cleanUp = spawn.onExit()
                    .thenApply(status -> tracker.untrack(spawn).join())
                    .get(30, TimeUnit.SECONDS);

            assertEquals(List.of(), cleanUp.ended());
        }
    }

    @Test
    void answersAfterItWasClosed() throws Exception {
        SpawnTracker tracker = SpawnTracker.open();
        Spawn spawn = tracker.spawn(bash("exit 0"), SpawnLimits.DEFAULT);
        tracker.close();

        assertEquals(CleanUp.NOTHING, tracker.untrack(spawn).get(30, TimeUnit.SECONDS));
    }

    @Test
    void tellsNothingThatCameIntoBeingWhileItWasEnded() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(
                    bash("setsid bash -c 'trap : TERM; echo $$ >daemon; while :; do sleep 0.05; done' & exit"),
                    new SpawnLimits(Duration.ZERO, Duration.ofSeconds(1)));
            await(spawn);
            long daemon = pidIn("daemon");

            List<EndedProcess> ended = tracker.untrack(spawn).join().ended();

            assertTrue(ended.stream().anyMatch(process -> process.pid() == daemon), ended::toString);
            assertTrue(ended.size() <= 2, ended::toString);
        }
    }
}
