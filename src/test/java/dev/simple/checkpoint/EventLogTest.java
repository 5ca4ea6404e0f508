package dev.simple.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simple.fixtures.Plans;
import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.Problem;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.ContainmentKnown;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunEvent.OutputReceived;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.TestFinished;
import dev.simple.model.RunEvent.TestStarted;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.RunEvent.WorkerEnded;
import dev.simple.model.RunEvent.WorkerStarted;
import dev.simple.model.RunResult;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.WorkerEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final TestCase TEST = new TestCase("p.A", "p.A", "[id]", "a", "a()");
    private static final Problem PROBLEM = new Problem("p.Oops", null, "p.Oops\n\tat", "A.a:1 Oops");

    @TempDir
    private Path directory;

    @Test
    void writesEachEventAsOneLine() throws IOException {
        ClassResult result = new ClassResult(
                "p.A", 2, AT, Duration.ofSeconds(1), List.of(), Interruption.TIMED_OUT, 123L, CapturedOutput.NONE);
        WorkerEnd end = new WorkerEnd(1, 137, "Killed.", "tail\n", Path.of("hs_err.log"));
        String counts = "\"counts\":{\"tests\":0,\"failures\":0,\"errors\":0,\"skipped\":0,\"flaky\":0}";
        String test =
                "\"class\":\"p.A\",\"sourceClass\":\"p.A\",\"uniqueId\":\"[id]\",\"name\":\"a\",\"displayName\":\"a()\"";

        assertLine(
                "\"event\":\"runStarted\",\"at\":\"2026-03-01T10:00:00.123Z\",\"run\":\"run\",\"build\":\"build\","
                        + "\"module\":\"g:a\",\"execution\":null,\"test\":null,\"classes\":[\"p.A\"],\"workers\":2,"
                        + "\"expectedMs\":null,\"earlier\":{\"classPath\":\"\",\"settings\":{},\"completed\":[],"
                        + "\"crashes\":[],\"leaks\":[]}",
                Plans.started(AT, List.of("p.A"), 2, null));
        assertLine(line("workerStarted", "\"worker\":1,\"forkNumber\":3,\"pid\":77"), new WorkerStarted(AT, 1, 3, 77));
        assertLine(line("classStarted", "\"class\":\"p.A\",\"run\":1,\"worker\":1"), new ClassStarted(AT, "p.A", 1, 1));
        assertLine(line("testStarted", test + ",\"worker\":1"), new TestStarted(AT, TEST, 1));
        assertLine(
                line(
                        "testFinished",
                        test + ",\"worker\":1,\"outcome\":\"error\",\"durationMs\":5,\"problem\":{\"type\":\"p.Oops\","
                                + "\"message\":null,\"stackTrace\":\"p.Oops\\n\\tat\",\"summary\":\"A.a:1 Oops\"},"
                                + "\"skipReason\":null"),
                new TestFinished(
                        AT,
                        TEST,
                        new TestExecution(
                                Outcome.ERROR, null, Duration.ofMillis(5), PROBLEM, null, CapturedOutput.NONE),
                        1));
        assertLine(
                line(
                        "testFinished",
                        test + ",\"worker\":1,\"outcome\":\"skipped\",\"durationMs\":0,\"problem\":null,"
                                + "\"skipReason\":\"later\""),
                new TestFinished(
                        AT,
                        TEST,
                        new TestExecution(Outcome.SKIPPED, null, Duration.ZERO, null, "later", CapturedOutput.NONE),
                        1));
        assertLine(
                line("classSlow", "\"class\":\"p.A\",\"worker\":1,\"runningMs\":60000,\"current\":{" + test + "}"),
                new ClassSlow(AT, "p.A", Duration.ofMinutes(1), TEST, 1));
        assertLine(
                line(
                        "classFinished",
                        "\"class\":\"p.A\",\"run\":2,\"verdict\":\"empty\"," + counts
                                + ",\"startedAt\":\"2026-03-01T10:00:00.123Z\",\"durationMs\":1000,\"worker\":1,"
                                + "\"interruption\":\"timed_out\",\"peakMemory\":123,\"problems\":[],\"last\":true"),
                new ClassFinished(AT, result, true, 1));
        assertLine(
                line(
                        "workerCrashed",
                        "\"worker\":1,\"exitCode\":137,\"cause\":\"Killed.\",\"outputTail\":\"tail\\n\","
                                + "\"errorFile\":\"hs_err.log\",\"classes\":[\"p.A\"]"),
                new WorkerCrashed(AT, end, List.of("p.A")));
        assertLine(line("workerEnded", "\"worker\":1"), new WorkerEnded(AT, 1));
        assertLine(line("notice", "\"message\":\"Look.\""), new Notice(AT, "Look."));
        assertLine(
                line("containmentKnown", "\"containment\":\"supervisor\",\"complete\":false"),
                new ContainmentKnown(AT, "supervisor", false));
        Leak leak =
                new Leak(77, "sleep 1000", Duration.ofSeconds(3), List.of("p.A"), List.of(1), true);
        assertLine(
                line(
                        "processesLeftBehind",
                        "\"processes\":[{\"kind\":\"process\",\"pid\":77,\"command\":\"sleep 1000\","
                                + "\"ageMs\":3000,\"ended\":true,\"classes\":[\"p.A\"],\"workers\":[1]}]"),
                new ProcessesLeftBehind(AT, List.of(leak)));
        assertLine(
                line(
                        "runFinished",
                        "\"durationMs\":2000,\"classes\":1," + counts
                                + ",\"crashes\":1,\"leaks\":0,\"notRun\":[\"p.Z\"],\"end\":\"stopped\",\"stopReason\":\"Stopped.\""),
                new RunFinished(
                        AT,
                        new RunResult(
                                Duration.ofSeconds(2),
                                1,
                                Counts.NONE,
                                List.of(),
                                List.of(end),
                                List.of(),
                                List.of("p.Z"),
                                RunEnd.STOPPED,
                                "Stopped.")));
    }

    @Test
    void hasEachEventOnDiskBeforeTheNext() throws IOException {
        EventLog log = new EventLog(directory);
        for (int i = 1; i <= 3; i++) {
            log.on(new Notice(AT, "n" + i));
            assertEquals(1 + i, lines().size());
        }
    }

    @Test
    void replacesTheLogOfTheRunBefore() throws IOException {
        EventLog first = new EventLog(directory);
        first.on(new Notice(AT, "first"));
        first.on(new Notice(AT, "first"));
        new EventLog(directory).on(new Notice(AT, "second"));

        assertEquals(2, lines().size());
        assertTrue(lines().get(1).contains("second"));
    }

    @Test
    void leavesOutputOut() {
        new EventLog(directory).on(new OutputReceived(AT, "p.A", OutputStreamKind.STDOUT, new byte[9], 1));

        assertEquals(false, Files.exists(directory.resolve(EventLog.NAME)));
    }

    @Test
    void keepsUniqueIdsThatHaveNoUtf8Form() throws IOException {
        String id = "\ud800 \u00e4 \udc00";
        new EventLog(directory).on(new TestStarted(AT, new TestCase("p.A", "p.A", id, "a", "\u00e4"), 1));

        assertEquals(
                id, new ObjectMapper().readTree(lines().get(1)).path("uniqueId").asText());
    }

    @Test
    void saysWhichFileCouldNotBeWritten() throws IOException {
        EventLog log = new EventLog(directory);

        for (int i = 0; i < 2; i++) {
            fillTheDisk();
            UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> log.on(new Notice(AT, "n")));
            assertEquals(directory.resolve(EventLog.NAME) + " could not be written", e.getMessage());
        }
    }

    @Test
    void writesWhatIsMissingOnceItsFirstLineCanBeWritten() throws IOException {
        EventLog log = new EventLog(directory);
        fillTheDisk();
        assertThrows(UncheckedIOException.class, () -> log.on(new Notice(AT, "first")));
        log.on(new Notice(AT, "second"));

        assertEquals(3, lines().size());
        assertTrue(lines().get(1).contains("first"));
        assertTrue(lines().get(2).contains("second"));
    }

    @Test
    void keepsTheLogOfTheRunBeforeUntilItsFirstLineIsWritten() throws IOException {
        new EventLog(directory).on(new Notice(AT, "before"));
        fillTheDisk();

        assertThrows(UncheckedIOException.class, () -> new EventLog(directory).on(new Notice(AT, "after")));

        assertTrue(lines().get(1).contains("before"));
    }

    /** For the next file that a log is begun with. */
    private void fillTheDisk() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Files.createSymbolicLink(directory.resolve(EventLog.NAME + ".tmp"), full);
    }

    private static String line(String event, String fields) {
        return "\"event\":\"" + event + "\",\"at\":\"2026-03-01T10:00:00.123Z\"," + fields;
    }

    private void assertLine(String fields, RunEvent event) throws IOException {
        new EventLog(directory).on(event);
        assertEquals(List.of("{\"format\":\"simple-events\",\"version\":1}", "{" + fields + "}"), lines());
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve(EventLog.NAME));
    }
}
