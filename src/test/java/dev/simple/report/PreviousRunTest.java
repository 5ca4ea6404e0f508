package dev.simple.report;

import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.runFinished;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.LeakPolicy;
import dev.simple.model.CapturedOutput;
import dev.simple.model.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviousRunTest {

    @TempDir
    private Path directory;

    @Test
    void readsWhatTheRunBeforeWrote() {
        ResultsFile results = new ResultsFile(directory, LeakPolicy.REPORT, unit -> null);
        results.on(finished("p.A", result("p.A", "a", passed())));
        results.on(finished("p.B", 1, true, Interruption.CRASHED, CapturedOutput.NONE));
        results.on(finished("p.C", result("p.C", "c", passed())));
        results.on(runFinished());
        PreviousRun previous = PreviousRun.read(directory);

        Duration time = Duration.ofMillis(345);
        assertEquals(Map.of("p.A", time, "p.C", time), previous.durations());
        assertNull(previous.notice());
    }

    @Test
    void knowsNothingBeforeTheFirstRunAndSaysNothingOfIt() {
        PreviousRun previous = PreviousRun.read(directory);

        assertEquals(Map.of(), previous.durations());
        assertNull(previous.notice());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "\u0000\u0001",
                "[1]",
                "null",
                "\"text\"",
                "{}",
                "{\"schema\": \"1\"}",
                "{\"schema\": 99, \"classes\": []}",
                "{\"schema\": 1} trailing {"
            })
    void saysSoIfItCannotReadTheFile(String content) throws IOException {
        Files.writeString(directory.resolve("results.json"), content);
        PreviousRun previous = PreviousRun.read(directory);

        assertEquals(Map.of(), previous.durations());
        assertNotNull(previous.notice());
        assertTrue(previous.notice().startsWith("How long classes took in the last run is not known: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "5",
                "{\"name\": 5, \"durationMs\": 1}",
                "{\"name\": \"p.A\", \"durationMs\": -1}",
                "{\"name\": \"p.A\", \"durationMs\": \"x\"}"
            })
    void passesOverEntriesThatMakeNoSense(String entry) throws IOException {
        Files.writeString(directory.resolve("results.json"), "{\"schema\": 1, \"classes\": [" + entry + "]}");

        assertEquals(Map.of(), PreviousRun.read(directory).durations());
    }

    @Test
    void saysSoIfTheFileIsADirectory() throws IOException {
        Files.createDirectory(directory.resolve("results.json"));

        assertNotNull(PreviousRun.read(directory).notice());
    }

    @Test
    void knowsHowMuchMemoryAClassNeeded() throws IOException {
        Files.writeString(
                directory.resolve("results.json"),
                "{\"schema\": 1, \"classes\": [{\"name\": \"p.A\", \"peakMemory\": 5000000000},"
                        + " {\"name\": \"p.B\", \"peakMemory\": null}, {\"name\": \"p.C\", \"peakMemory\": \"x\"}]}");

        assertEquals(Map.of("p.A", 5_000_000_000L), PreviousRun.read(directory).peakMemory());
    }
}
