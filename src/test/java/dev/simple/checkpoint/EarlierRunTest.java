package dev.simple.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.simple.config.ConfigurationException;
import dev.simple.fixtures.Plans;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.InputsKnown;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunResult;
import dev.simple.model.UnitResult;
import dev.simple.model.WorkerEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierRunTest {

    private static final String MODULE = Plans.IDENTITY.module();

    @TempDir
    private Path directory;

    private CheckpointFile file;
    private CheckpointKeeper keeper;
    private EventLog log;

    @BeforeEach
    void create() {
        file = new CheckpointFile(directory.resolve("simple-checkpoint.json"));
        keeper = new CheckpointKeeper(file, false, warning -> {
            throw new AssertionError(warning);
        });
        log = new EventLog(directory);
    }

    private void log(RunEvent... events) {
        for (RunEvent event : events) {
            log.on(event);
        }
    }

    /** Two classes, of which the checkpoint does not know the second yet. */
    private void interrupt() {
        List<RunEvent> first = List.of(
                Plans.started(Units.AT, List.of("p.A", "p.B", "p.C"), 1, null),
                new InputsKnown(Units.AT, Units.inputs("p.A", "p.B", "p.C")),
                Units.finished(Units.passed("p.A")));
        for (RunEvent event : first) {
            keeper.on(event);
            log.on(event);
        }
        keeper.save(null, null);
        log.on(Units.finished(Units.failed("p.B")));
    }

    private EarlierRun found() {
        return EarlierRun.find(file, directory, MODULE).orElseThrow();
    }

    private static List<String> names(EarlierRun run) {
        return run.checkpoint().results().units().stream().map(UnitResult::name).toList();
    }

    @Test
    void isNotThereWithoutAnyRun() {
        assertEquals(Optional.empty(), EarlierRun.find(file, directory, MODULE));
    }

    @Test
    void isNotThereAfterACompleteRun() {
        RunResult result = new RunResult(
                Duration.ZERO, 0, Counts.NONE, List.of(), List.of(), List.of(), List.of(), RunEnd.COMPLETE, null);
        log(Plans.started(Units.AT, List.of(), 1, null), new RunFinished(Units.AT, result));

        assertEquals(Optional.empty(), EarlierRun.find(file, directory, MODULE));
    }

    @Test
    void hasWhatTheLogKnowsBeyondTheCheckpoint() {
        interrupt();

        EarlierRun run = found();

        assertEquals(List.of("p.A", "p.B"), names(run));
        assertEquals(
                Units.unit(Units.failed("p.B")),
                run.checkpoint().results().units().get(1));
        assertEquals(
                Units.inputs("p.A", "p.B", "p.C"), run.checkpoint().results().inputs());
        assertEquals(List.of(), run.notices());
    }

    @Test
    void goesByWhatWasWrittenLastAndNotByTheClock() {
        interrupt();
        Instant earlier = Units.AT.minus(Duration.ofDays(400));
        log(
                new ClassFinished(earlier, Units.passed("p.B"), true, 1),
                new ClassFinished(earlier, Units.passed("p.C"), true, 1));

        EarlierRun run = found();

        assertEquals(List.of("p.A", "p.B", "p.C"), names(run));
        assertEquals(
                Units.unit(Units.passed("p.B")),
                run.checkpoint().results().units().get(1));
    }

    @Test
    void needsNoCheckpoint() throws Exception {
        interrupt();
        file.delete();

        EarlierRun run = found();

        assertEquals(List.of("p.A", "p.B"), names(run));
        assertEquals(
                List.of("There is no checkpoint, " + file.path() + "; the run is continued from its event log."),
                run.notices());
    }

    @Test
    void needsNoLog() throws IOException {
        interrupt();
        Files.delete(directory.resolve(EventLog.NAME));

        assertEquals(List.of("p.A"), names(found()));
    }

    @Test
    void passesOverTheTornEndOfALog() throws IOException {
        interrupt();
        byte[] line = EventJson.of(Units.finished(Units.passed("p.C")));
        Path events = directory.resolve(EventLog.NAME);
        Files.writeString(events, "half a line\n", StandardOpenOption.APPEND);
        long whole = Files.size(events);
        for (int length = 0; length < line.length; length++) {
            try (var channel = Files.newByteChannel(events, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
            Files.write(events, Arrays.copyOf(line, length), StandardOpenOption.APPEND);

            assertEquals(List.of("p.A", "p.B"), names(found()));
        }
    }

    @Test
    void readsWhatTheLogSaysOfEarlierRunsAndOfCrashes() {
        WorkerEnd end = new WorkerEnd(1, 137, "Killed.", "tail\n", null);
        EarlierResults earlier =
                new EarlierResults(List.of(Units.unit(Units.passed("p.A"))), Units.inputs("p.A"), List.of(), List.of());
        log(
                new RunStarted(Units.AT, Plans.IDENTITY, List.of("p.B", "p.C"), 1, null, earlier),
                new Notice(Units.AT, "n"),
                new InputsKnown(Units.AT, Units.inputs("p.B", "p.C")),
                new ClassFinished(Units.AT, Units.failed("p.C"), false, 1),
                new WorkerCrashed(Units.AT, end, List.of("p.B")),
                Units.finished(Units.result("p.B", Interruption.CRASHED, Outcome.ERROR)));

        EarlierRun run = found();

        assertEquals(List.of("p.A", "p.B"), names(run));
        assertEquals(3, run.checkpoint().units());
        assertEquals(
                Units.inputs("p.A", "p.B", "p.C"), run.checkpoint().results().inputs());
        assertEquals(end, run.checkpoint().results().crashes().get(0).end());
    }

    @Test
    void doesNotMixTwoRuns() {
        interrupt();
        EventLog other = new EventLog(directory);
        other.on(new RunStarted(
                Units.AT,
                new RunIdentity("another", "build", MODULE, null, null),
                List.of("p.X"),
                1,
                null,
                EarlierResults.NONE));
        other.on(Units.finished(Units.passed("p.X")));

        assertEquals(List.of("p.A"), names(found()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | it is empty",
                "{\"schema\":1,            | it is damaged: ",
                "{\"schema\":1}            | it is damaged: it has no status",
                "[]                        | it is not a checkpoint",
                "{\"a\":1}                 | it is not a checkpoint",
                "{\"schema\":2}            | it has schema 2, and this version of the plugin knows 1; use the version that wrote it",
                "{\"schema\":1} x          | it is damaged: ",
                "hello                     | it is damaged: "
            })
    void saysWhatIsWrongWithACheckpoint(String content, String reason) throws IOException {
        Files.writeString(file.path(), content);

        String message = assertThrows(ConfigurationException.class, () -> EarlierRun.find(file, directory, MODULE))
                .getMessage();

        assertTrue(
                String.valueOf(message)
                        .startsWith("The run cannot be continued. Its checkpoint cannot be used, " + file.path() + ": "
                                + reason),
                message);
        assertTrue(
                String.valueOf(message)
                        .endsWith("; and there is no event log of it, " + directory.resolve(EventLog.NAME)
                                + ". To start afresh, delete the checkpoint or run simple:test."),
                message);
    }

    @Test
    void findsEveryTruncationOfACheckpointAndUsesTheLog() throws IOException {
        interrupt();
        byte[] whole = Files.readAllBytes(file.path());
        for (int length = 0; length < whole.length - 2; length += 7) {
            Files.write(file.path(), Arrays.copyOf(whole, length));

            EarlierRun run = found();

            assertEquals(List.of("p.A", "p.B"), names(run));
            assertTrue(run.notices().get(0).contains("The checkpoint cannot be used, " + file.path()));
        }
    }

    @Test
    void saysThatACheckpointCannotBeRead() throws IOException {
        Files.createDirectory(file.path());
        assertEquals(
                "The run cannot be continued. Its checkpoint cannot be used, " + file.path()
                        + ": it cannot be read: java.io.IOException: Is a directory; and there is no event log of it, "
                        + directory.resolve(EventLog.NAME)
                        + ". To start afresh, delete the checkpoint or run simple:test.",
                assertThrows(ConfigurationException.class, () -> EarlierRun.find(file, directory, MODULE))
                        .getMessage());
        Files.delete(file.path());
        Files.createFile(
                file.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeFalse(Files.isReadable(file.path()), "root reads everything");

        assertTrue(String.valueOf(
                        assertThrows(ConfigurationException.class, () -> EarlierRun.find(file, directory, MODULE))
                                .getMessage())
                .contains("it cannot be read: java.nio.file.AccessDeniedException"));
    }

    @Test
    void refusesTheCheckpointOfAnotherModule() {
        interrupt();

        assertEquals(
                "The checkpoint " + file.path() + " is of the module g:a, and this is g:other."
                        + " Set simple.checkpointFile to this module's own, or leave it out.",
                assertThrows(ConfigurationException.class, () -> EarlierRun.find(file, directory, "g:other"))
                        .getMessage());
    }
}
