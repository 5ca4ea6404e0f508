package dev.simple.report;

import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.problem;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.runFinished;
import static dev.simple.report.Samples.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.model.CapturedOutput;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.RunEvent;
import dev.simple.report.History.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private static final Duration TIME = Duration.ofMillis(345);
    private static final Past PASSED = new Past(TIME, null, false);
    private static final Past FAILED = new Past(TIME, null, true);

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("history.json");
    }

    private void run(boolean chosen, boolean sharded, RunEvent... events) {
        HistoryFile history = new HistoryFile(file(), chosen, sharded);
        for (RunEvent event : events) {
            history.on(event);
        }
    }

    private static RunEvent passes(String name) {
        return finished(name, result(name, "a", passed()));
    }

    private static RunEvent fails(String name) {
        return finished(name, result(name, "a", problem(Outcome.FAILED, problem("wrong"))));
    }

    private Map<String, Past> known() {
        return History.read(file()).units();
    }

    @Test
    void knowsWhatTheRunBeforeFound() {
        run(false, false, started("p.A", "p.B"), passes("p.A"), fails("p.B"), runFinished());

        assertEquals(Map.of("p.A", PASSED, "p.B", FAILED), known());
    }

    @Test
    void keepsWhatIsKnownOfOthersInARunOfAFew() {
        run(false, false, started("p.A", "p.B"), passes("p.A"), fails("p.B"), runFinished());
        run(true, false, started("p.A"), fails("p.A"), runFinished());

        assertEquals(Map.of("p.A", FAILED, "p.B", FAILED), known());
    }

    @Test
    void forgetsWhatThereIsNoMore() {
        run(false, false, started("p.A", "p.B"), passes("p.A"), fails("p.B"), runFinished());
        run(false, false, started("p.A"), passes("p.A"), runFinished());

        assertEquals(Set.of("p.A"), known().keySet());
    }

    @Test
    void keepsTheDurationsInAShard() throws IOException {
        Files.writeString(
                file(), "{\"schema\": 1, \"units\": [{\"name\": \"p.A\", \"durationMs\": 7, \"failed\": false}]}");
        run(true, true, started("p.A", "p.B"), fails("p.A"), passes("p.B"), runFinished());

        assertEquals(
                Map.of("p.A", new Past(Duration.ofMillis(7), null, true), "p.B", new Past(null, null, false)), known());
        assertEquals(Map.of("p.A", Duration.ofMillis(7)), History.read(file()).durations());
    }

    @Test
    void keepsTheDurationOfAClassThatCrashed() {
        run(false, false, started("p.A"), passes("p.A"), runFinished());
        run(
                false,
                false,
                started("p.A"),
                finished("p.A", 1, true, Interruption.CRASHED, CapturedOutput.NONE),
                runFinished());

        assertEquals(Map.of("p.A", FAILED), known());
    }

    @Test
    void knowsNothingBeforeTheFirstRunAndSaysNothingOfIt() {
        assertEquals(Map.of(), known());
        assertNull(History.read(file()).notice());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1]", "null", "{}", "{\"schema\": \"1\"}", "{\"schema\": 99}", "{\"schema\": 1} x {"})
    void saysSoIfItCannotReadTheFile(String content) throws IOException {
        Files.writeString(file(), content);
        History history = History.read(file());

        assertEquals(Map.of(), history.units());
        assertNotNull(history.notice());
        assertTrue(history.notice().startsWith("What earlier runs found is not known: "), history.notice());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "5", "{\"name\": 5, \"durationMs\": 1}"})
    void passesOverEntriesThatMakeNoSense(String entry) throws IOException {
        Files.writeString(file(), "{\"schema\": 1, \"units\": [" + entry + "]}");

        assertEquals(Map.of(), known());
    }

    @Test
    void knowsHowMuchMemoryAClassNeeded() throws IOException {
        Files.writeString(
                file(),
                "{\"schema\": 1, \"units\": [{\"name\": \"p.A\", \"peakMemory\": 5000000000, \"durationMs\": -1},"
                        + " {\"name\": \"p.B\", \"peakMemory\": null}, {\"name\": \"p.C\", \"peakMemory\": \"x\"}]}");

        assertEquals(Map.of("p.A", 5_000_000_000L), History.read(file()).peakMemory());
        assertFalse(History.read(file()).durations().containsKey("p.A"));
    }
}
