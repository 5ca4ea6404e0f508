package dev.simple.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Plans;
import dev.simple.fixtures.Waiting;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Interruption;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.InputsKnown;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.RunEvent.WorkerEnded;
import dev.simple.model.RunEvent.WorkerStarted;
import dev.simple.model.RunResult;
import dev.simple.model.WorkerCrash;
import dev.simple.model.WorkerEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointKeeperTest {

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    private CheckpointFile file() {
        return new CheckpointFile(directory.resolve("target/simple-checkpoint.json"));
    }

    private CheckpointKeeper keeper(boolean keptWhenComplete) {
        return new CheckpointKeeper(file(), keptWhenComplete, warnings::add);
    }

    private static RunFinished finished(RunEnd end, @Nullable String reason) {
        return new RunFinished(
                Units.AT,
                new RunResult(
                        Duration.ofSeconds(1),
                        0,
                        Counts.NONE,
                        List.of(),
                        List.of(),
                        List.of(),
                        end == RunEnd.COMPLETE ? List.of() : List.of("p.Z"),
                        end,
                        reason));
    }

    private static String name(int number) {
        return "p.C" + number;
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(file().path().toFile());
    }

    @Test
    void isWrittenWhenTheRunStarts() throws Exception {
        keeper(false).on(Plans.started(Units.AT, List.of("p.A", "p.B"), 1, null));

        Checkpoint read = file().read();
        assertEquals(Plans.IDENTITY, read.identity());
        assertNull(read.end());
        assertEquals(2, read.units());
        assertEquals(List.of(), read.results().units());
    }

    @Test
    void isWrittenAfterTenClassesWhileTheRunGoesOn() throws Exception {
        CheckpointKeeper keeper = keeper(false);
        keeper.on(Plans.started(
                Units.AT,
                IntStream.range(0, 30).mapToObj(CheckpointKeeperTest::name).toList(),
                1,
                null));
        IntStream.range(0, 9).forEach(i -> keeper.on(Units.finished(Units.passed(name(i)))));
        assertEquals(0, json().path("done").asInt());

        keeper.on(Units.finished(Units.passed(name(9))));

        Waiting.until(Waiting.LONG, "ten classes in the file", () -> done() == 10);
        IntStream.range(10, 20).forEach(i -> keeper.on(Units.finished(Units.passed(name(i)))));
        // The writer rests a hundred times as long as a write took, which is long on a busy disk.
        Waiting.until(Waiting.LONG.multipliedBy(10), "twenty classes in the file", () -> done() == 20);
        keeper.on(finished(RunEnd.STOPPED, "Enough."));
    }

    private int done() {
        try {
            return json().path("done").asInt();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void hasAllThatItTakesToContinue() throws Exception {
        WorkerEnd end = new WorkerEnd(1, 137, "Killed.", "tail\n", Path.of("hs_err.log"));
        Leak leak = new Leak(7, "sleep 1", Duration.ofMillis(5), List.of("p.B"), List.of(1), true);
        CheckpointKeeper keeper = keeper(false);
        keeper.on(Plans.started(Units.AT, List.of("p.A", "p.B", "p.C", "p.D"), 1, null));
        keeper.on(new InputsKnown(Units.AT, Units.inputs("p.A", "p.B")));
        keeper.on(new WorkerStarted(Units.AT, 1, 1, 77));
        keeper.on(Units.finished(Units.failed("p.A")));
        keeper.on(new WorkerCrashed(Units.AT, end, List.of("p.B")));
        keeper.on(Units.finished(Units.result("p.B", Interruption.CRASHED, Outcome.ERROR)));
        keeper.on(new ProcessesLeftBehind(Units.AT, List.of(leak)));
        keeper.on(new WorkerEnded(Units.AT, 1));
        keeper.on(new WorkerStarted(Units.AT, 2, 1, 78));
        keeper.on(new ClassStarted(Units.AT, "p.C", 1, 2));
        keeper.on(new ClassFinished(Units.AT, Units.failed("p.D"), false, 2));

        keeper.save(RunEnd.RESOURCE_SHUTDOWN, "memory 93 %");

        Checkpoint read = file().read();
        assertEquals(
                new EarlierResults(
                        List.of(
                                Units.unit(Units.failed("p.A")),
                                Units.unit(Units.result("p.B", Interruption.CRASHED, Outcome.ERROR))),
                        Units.inputs("p.A", "p.B"),
                        List.of(new WorkerCrash(end, List.of("p.B"))),
                        List.of(leak)),
                read.results());
        assertEquals(RunEnd.RESOURCE_SHUTDOWN, read.end());
        JsonNode json = json();
        assertEquals("memory 93 %", json.path("reason").asText());
        assertEquals("p.C", json.path("inFlight").path(0).path("class").asText());
        assertEquals(1, json.path("inFlight").size());
        assertEquals("Killed.", json.path("workers").path(0).path("crash").asText());
        assertTrue(json.path("workers").path(1).path("endedAt").isNull());
        assertEquals(
                "{\"passed\":1,\"failed\":1,\"errors\":1,\"skipped\":0,\"flaky\":0}",
                json.path("counts").toString());
    }

    @Test
    void takesOverWhatIsDone() throws Exception {
        EarlierResults earlier =
                new EarlierResults(List.of(Units.unit(Units.passed("p.A"))), Units.inputs("p.A"), List.of(), List.of());

        keeper(false).on(new RunStarted(Units.AT, Plans.IDENTITY, List.of("p.B"), 1, null, earlier));

        assertEquals(earlier, file().read().results());
        assertEquals(2, file().read().units());
    }

    @Test
    void isDeletedWhenNothingIsOutstanding() {
        CheckpointKeeper keeper = keeper(false);
        keeper.on(Plans.started(Units.AT, List.of(), 1, null));
        assertTrue(file().exists());

        keeper.on(finished(RunEnd.COMPLETE, null));

        assertFalse(file().exists());
    }

    @Test
    void staysAsCompleteWhereOtherModulesFollow() throws Exception {
        CheckpointKeeper keeper = keeper(true);
        keeper.on(Plans.started(Units.AT, List.of(), 1, null));

        keeper.on(finished(RunEnd.COMPLETE, null));

        assertTrue(file().read().isComplete());
    }

    @Test
    void keepsTheOldFileWhereTheDiskIsFull() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        CheckpointKeeper keeper = keeper(false);
        keeper.on(Plans.started(Units.AT, List.of("p.A"), 1, null));
        keeper.on(Units.finished(Units.passed("p.A")));
        Path unfinished = file().path().resolveSibling("simple-checkpoint.json.tmp");

        for (int i = 0; i < 2; i++) {
            Files.createSymbolicLink(unfinished, full);
            keeper.save(RunEnd.STOPPED, "Stopped.");
        }

        assertEquals(0, file().read().results().units().size());
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains(file().path().toString()));
        assertFalse(Files.exists(unfinished));
        keeper.save(RunEnd.STOPPED, "Stopped.");
        assertEquals(1, file().read().results().units().size());
    }

    @Test
    void isBroughtToTheDiskBeforeItReplacesTheOldFile() throws Exception {
        // Takes what is written to it, and refuses to bring it to any disk.
        Path nowhere = Path.of("/dev/null");
        assumeTrue(Files.exists(nowhere));
        CheckpointKeeper keeper = keeper(false);
        keeper.on(Plans.started(Units.AT, List.of("p.A"), 1, null));
        Files.createSymbolicLink(file().path().resolveSibling("simple-checkpoint.json.tmp"), nowhere);

        keeper.save(RunEnd.STOPPED, "Stopped.");

        assertTrue(warnings.get(0).contains("The checkpoint could not be saved"), warnings::toString);
        assertNull(file().read().end());
    }

    @Test
    void keepsTheOldFileOnAFileSystemThatIsReallyFull() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", mount.toString()), "only root may mount");
        try {
            CheckpointFile small = new CheckpointFile(mount.resolve("simple-checkpoint.json"));
            CheckpointKeeper keeper = new CheckpointKeeper(small, false, warnings::add);
            keeper.on(Plans.started(Units.AT, List.of("p.A"), 1, null));
            keeper.on(Units.finished(Units.passed("p.A")));
            keeper.save(null, null);
            try (OutputStream rest = Files.newOutputStream(mount.resolve("rest"))) {
                assertThrows(IOException.class, () -> rest.write(new byte[1 << 20]));
            }
            keeper.on(Units.finished(Units.passed("p.B")));

            keeper.save(RunEnd.STOPPED, "Stopped.");

            assertEquals(
                    List.of("The checkpoint could not be saved, and what it was before is kept; the event log has"
                            + " everything: " + small.path() + ": java.io.IOException: No space left on device"),
                    warnings);
            assertEquals(1, small.read().results().units().size());
            try (Stream<Path> files = Files.list(mount)) {
                assertEquals(
                        Set.of("rest", "simple-checkpoint.json"),
                        files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
            }
        } finally {
            assertTrue(run("umount", mount.toString()));
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Writes as fast as it can until it is killed. */
    static final class Writer {
        public static void main(String[] args) {
            CheckpointKeeper keeper = new CheckpointKeeper(new CheckpointFile(Path.of(args[0])), false, warning -> {
                throw new AssertionError(warning);
            });
            keeper.on(Plans.started(Units.AT, List.of(), 1, null));
            for (int i = 0; ; i++) {
                keeper.on(Units.finished(Units.passed(name(i))));
                keeper.save(null, null);
                System.out.println(i + 1);
            }
        }
    }

    @Tag("long")
    @Test
    void isWholeWheneverItsWriterIsKilled() throws Exception {
        for (int round = 1; round <= 10; round++) {
            Process writer = ForkedJvm.command(
                            List.of(), Writer.class, List.of(file().path().toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int told = 0;
            try (var lines = writer.inputReader()) {
                while (told < 7 * round) {
                    told = Integer.parseInt(String.valueOf(lines.readLine()));
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }

            assertTrue(file().read().results().units().size() >= told);
        }
    }
}
