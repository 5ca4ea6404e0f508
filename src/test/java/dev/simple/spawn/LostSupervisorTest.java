package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.EndedProcess;
import dev.simple.supervisor.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The supervisor is killed or hangs, and the tracker does its work. */
class LostSupervisorTest {

    private static final SpawnLimits PATIENT = new SpawnLimits(Duration.ZERO, Duration.ofHours(1));

    @TempDir
    private Path directory;

    private SpawnCommand command(String... words) {
        return Supervisors.command(directory, words);
    }

    private long pidIn(String name) {
        return Supervisors.pidIn(directory.resolve(name));
    }

    /** Ignores SIGTERM. */
    private Spawn deaf(SpawnTracker tracker) throws IOException {
        Spawn deaf = tracker.spawn(
                command("bash", "-c", "trap '' TERM; echo $$ >deaf; while :; do sleep 0.1; done"), PATIENT);
        pidIn("deaf");
        return deaf;
    }

    /** By the control group where one can be made, and by adoption. */
    static List<Set<Layer>> layersThatAreLeftOut() {
        return List.of(Set.of(), Set.of(Layer.CGROUP));
    }

    @ParameterizedTest
    @MethodSource("layersThatAreLeftOut")
    void endsEverythingItselfWhenTheSupervisorIsKilled(Set<Layer> without) throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open(without)) {
            Spawn spawn = tracker.spawn(
                    command(
                            "bash",
                            "-c",
                            "env -i $(command -v setsid) $(command -v sleep) 1000 & echo $! >daemon; sleep 1000"),
                    SpawnLimits.DEFAULT);
            long daemon = pidIn("daemon");
            long stranger =
                    new ProcessBuilder("setsid", "sleep", "1002").start().pid();
            tracker.beat();
            if (!tracker.containment().layers().contains("control group")) {
                adopts();
            }
            long supervisor = Supervisors.of(tracker);
            Supervisors.signal(tracker, "KILL");

            String reason = tracker.lost().get(30, TimeUnit.SECONDS);

            assertTrue(reason.contains("process " + supervisor) && reason.contains("SIGKILL"), reason);
            assertNotNull(spawn.await(Waiting.LONG).orElseThrow());
            assertFalse(Waiting.isAlive(spawn.pid()));
            assertFalse(Waiting.isAlive(daemon));
            assertTrue(Waiting.isAlive(stranger), "A child of this JVM that is not the tracker's is not touched.");
            new ProcessBuilder("kill", Long.toString(stranger)).start().waitFor();
            IOException e =
                    assertThrows(IOException.class, () -> tracker.spawn(command("sleep", "1"), SpawnLimits.DEFAULT));
            assertEquals(reason, e.getMessage());
        }
    }

    /** This JVM has begun to adopt orphans. */
    private static void adopts() {
        Waiting.until(Waiting.LONG, "the adoption", () -> {
            try {
                Process orphan = new ProcessBuilder("bash", "-c", "sleep 0.2 & echo $!").start();
                long pid = Long.parseLong(orphan.inputReader().readLine());
                orphan.waitFor();
                return new ProcessTable()
                        .all().values().stream()
                                .anyMatch(entry -> entry.pid() == pid
                                        && entry.parent()
                                                == ProcessHandle.current().pid());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void endsEverythingItselfWhenTheSupervisorNoLongerAnswers() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open(Set.of(), Duration.ofSeconds(2))) {
            Spawn spawn = tracker.spawn(command("sleep", "1000"), SpawnLimits.DEFAULT);
            Supervisors.signal(tracker, "STOP");

            Waiting.until(Waiting.LONG, "the loss", () -> {
                tracker.beat();
                return tracker.lost().isDone();
            });

            String reason = tracker.lost().join();
            assertTrue(reason.contains("It gave no answer for more than 2 s and was killed."), reason);
            assertNotNull(spawn.await(Waiting.LONG).orElseThrow());
            assertFalse(Waiting.isAlive(spawn.pid()));
        }
    }

    @Test
    void tellsTheLossBeforeAnyEndThatComesOfIt() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
            CompletableFuture<Void> loss = tracker.lost().thenRun(() -> order.add("the loss"));
            Spawn deaf = deaf(tracker);
            CompletableFuture<Void> exit = deaf.onExit().thenRun(() -> order.add("an exit"));
            CompletableFuture<Void> cleanUp = tracker.untrack(deaf).thenRun(() -> order.add("a clean-up"));
            CompletableFuture<Void> everything = CompletableFuture.runAsync(() -> {
                tracker.endAll(Duration.ofHours(1));
                order.add(tracker.lost().isDone() ? "the end of everything" : "a good end");
            });
            Supervisors.signal(tracker, "KILL");

            CompletableFuture.allOf(loss, exit, cleanUp, everything).get(30, TimeUnit.SECONDS);

            assertEquals("the loss", order.peek(), order::toString);
            assertTrue(order.contains("the end of everything"), order::toString);
        }
    }

    @Tag("long")
    @Test
    void losesNothingOnceEverythingIsGone() throws Exception {
        SpawnTracker tracker = SpawnTracker.open();
        Spawn spawn = tracker.spawn(command("sleep", "1000"), PATIENT);
        CleanUp cleanUp = tracker.endAll();
        long supervisor = Supervisors.of(tracker);
        Supervisors.signal(tracker, "KILL");
        Waiting.untilGone(Waiting.LONG, supervisor);

        assertEquals(
                List.of(spawn.pid()),
                cleanUp.ended().stream().map(EndedProcess::pid).toList());
        assertEquals(CleanUp.NOTHING, tracker.untrack(spawn).get(30, TimeUnit.SECONDS));
        assertEquals(List.of(), tracker.memory().get(30, TimeUnit.SECONDS));
        assertThrows(IOException.class, () -> tracker.spawn(command("sleep", "1"), PATIENT));
        tracker.close();
        assertFalse(tracker.lost().isDone(), "It was seen before that nothing is left.");
    }
}
