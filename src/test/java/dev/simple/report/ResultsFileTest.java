package dev.simple.report;

import static dev.simple.report.Samples.START;
import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.problem;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.runFinished;
import static dev.simple.report.Samples.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simple.config.LeakPolicy;
import dev.simple.model.CapturedOutput;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunResult;
import dev.simple.model.TestResult;
import dev.simple.model.WorkerEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {

    @TempDir
    private Path directory;

    @Test
    void tellsARunInNumbers() throws IOException {
        TestResult flaky = result("p.B", "b", problem(Outcome.FAILED, problem("once")), passed());
        JsonNode root = write(
                started("p.A", "p.B"),
                finished("p.A", result("p.A", "a", passed())),
                finished("p.B", 1, false, result("p.B", "b", problem(Outcome.FAILED, problem("once")))),
                finished("p.B", 2, true, flaky),
                runFinished(result("p.A", "a", passed()), flaky));

        assertEquals(1, root.path("schema").asInt());
        assertEquals(START.toString(), root.path("startedAt").asText());
        assertEquals(3000, root.path("durationMs").asLong());
        assertEquals("passed", root.path("status").asText());
        assertTrue(root.get("stopReason").isNull());
        assertEquals(
                "{\"tests\":2,\"failures\":0,\"errors\":0,\"skipped\":0,\"flaky\":1}",
                root.path("counts").toString());
        assertEquals(
                "{\"name\":\"p.B\",\"run\":2,\"counts\":{\"tests\":1,\"failures\":0,\"errors\":0,\"skipped\":0,"
                        + "\"flaky\":1},\"durationMs\":345,\"worker\":1,\"interruption\":null,\"peakMemory\":null,\"profile\":null}",
                root.path("classes").get(1).toString());
        assertEquals(
                "[{\"class\":\"p.B\",\"name\":\"b\",\"uniqueId\":\"[class:p.B]/[method:b()]\",\"verdict\":\"flaky\","
                        + "\"type\":\"p.Oops\",\"message\":\"once\",\"summary\":\"once\",\"executions\":["
                        + "{\"outcome\":\"failed\",\"durationMs\":12},{\"outcome\":\"passed\",\"durationMs\":12}]}]",
                root.path("problems").toString());
    }

    @Test
    void tellsOfCrashesAndOfWhatWasNotRun() throws IOException {
        WorkerEnd end = new WorkerEnd(4, 134, "It was killed by signal 6 (SIGABRT).", "", Path.of("hs_err.log"));
        JsonNode root = write(new RunFinished(
                START.plusSeconds(3),
                new RunResult(
                        Duration.ofSeconds(3),
                        0,
                        Counts.NONE,
                        List.of(),
                        List.of(end),
                        List.of(),
                        List.of("p.Z"),
                        RunEnd.STOPPED,
                        "Stopped.")));

        assertEquals(START.toString(), root.path("startedAt").asText());
        assertEquals("stopped", root.path("status").asText());
        assertEquals("Stopped.", root.path("stopReason").asText());
        assertEquals("[\"p.Z\"]", root.path("notRun").toString());
        assertEquals(
                "[{\"worker\":4,\"exitCode\":134,\"cause\":\"It was killed by signal 6 (SIGABRT).\","
                        + "\"errorFile\":\"hs_err.log\"}]",
                root.path("crashes").toString());
    }

    @Test
    void isNeverGreenIfAWorkerDied() throws IOException {
        WorkerEnd end = new WorkerEnd(1, 1, "It called System.exit.", "", null);
        JsonNode root = write(
                finished("p.A", 1, true, Interruption.CRASHED, CapturedOutput.NONE),
                new RunFinished(
                        START,
                        new RunResult(
                                Duration.ZERO,
                                1,
                                Counts.NONE,
                                List.of(),
                                List.of(end),
                                List.of(),
                                List.of(),
                                RunEnd.COMPLETE,
                                null)));

        assertEquals("failed", root.path("status").asText());
        assertEquals("crashed", root.path("classes").get(0).path("interruption").asText());
    }

    @Test
    void keepsNamesThatHaveNoUtf8Form() throws IOException {
        TestResult test = result("p.A", "a\ud800\u0000\"b", problem(Outcome.ERROR, problem("\udc00")));
        JsonNode root = write(finished("p.A", test), runFinished(test));

        assertEquals(
                "a\ud800\u0000\"b", root.path("problems").get(0).path("name").asText());
    }

    private JsonNode write(RunEvent... events) throws IOException {
        ResultsFile results = new ResultsFile(directory, LeakPolicy.REPORT, unit -> null);
        List.of(events).forEach(results::on);
        return new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    }
}
