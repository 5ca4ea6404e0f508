package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.model.Interruption;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLimitTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private static void isTimedOut(SampleRun run, RunResult result, String fixture) {
        assertEquals(
                List.of(Interruption.TIMED_OUT),
                run.events.results().stream()
                        .filter(end -> end.className().endsWith(fixture))
                        .map(end -> String.valueOf(end.interruption()))
                        .map(Interruption::valueOf)
                        .toList());
        assertTrue(run.events.problem(fixture).contains("longer than 5s (simple.timeout)"));
        assertEquals(1, result.counts().errors());
        assertTrue(run.events.verdicts().contains("FirstFixture.passes=PASSED"));
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        assertEquals(List.of(), result.crashes());
    }

    @Test
    void endsATestThatHangsWithWhatItsThreadsWereDoing() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "HangingFixture", "SecondFixture").timeout(LIMIT);

        RunResult result = run.execute();

        isTimedOut(run, result, "HangingFixture");
        assertTrue(run.events.problem("HangingFixture").contains("HangingFixture.bHangs(HangingFixture.java:"));
        assertTrue(run.events.verdicts().contains("HangingFixture.aPasses=PASSED"));
        assertTrue(run.events.verdicts().contains("HangingFixture.bHangs=ERROR"));
    }

    @Tag("long")
    @Test
    void endsAClassThatHangsInItsInitialiser() throws IOException {
        SampleRun run =
                new SampleRun(directory, "FirstFixture", "HangingInitialiserFixture", "SecondFixture").timeout(LIMIT);

        RunResult result = run.execute();

        isTimedOut(run, result, "HangingInitialiserFixture");
        assertTrue(run.events.problem("HangingInitialiserFixture").contains("HangingInitialiserFixture.<clinit>"));
    }

    @Test
    void endsTheClassInWhichAWorkersTimeIsOver() throws IOException {
        SampleRun run =
                new SampleRun(directory, "FirstFixture", "HangingFixture", "SecondFixture").workerTimeout(LIMIT);

        RunResult result = run.execute();

        assertTrue(run.events.problem("HangingFixture").contains("longer than 5s (forkedProcessTimeoutInSeconds)"));
        assertTrue(run.events.problem("HangingFixture").contains("HangingFixture.bHangs(HangingFixture.java:"));
        assertTrue(run.events.verdicts().contains("FirstFixture.passes=PASSED"));
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        assertEquals(1, result.counts().errors());
    }

    @Test
    void endsNoWorkerThatADebuggerHas() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture")
                .timeout(Duration.ofMillis(1))
                .workerTimeout(Duration.ofMillis(1))
                .exit(Duration.ofMillis(1))
                .debugged();

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems());
        assertEquals(List.of(), run.events.notices());
        assertEquals(List.of(), result.notRun());
    }

    @Tag("long")
    @Test
    void tellsOfAHangAfterTheLastClass() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "HangingResourceFixture").timeout(LIMIT);

        RunResult result = run.execute();

        assertEquals(1, result.crashes().size());
        assertTrue(result.crashes().get(0).cause().contains("did nothing outside of any class"));
        assertTrue(result.crashes().get(0).outputTail().contains("Hanging.forEver"));
        assertEquals(2, result.counts().tests());
        assertEquals(List.of(), result.notRun());
    }

    @Tag("long")
    @Test
    void endsAWorkerThatIsStopped() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "StoppedFixture", "SecondFixture").timeout(LIMIT);

        RunResult result = run.execute();

        isTimedOut(run, result, "StoppedFixture");
        assertTrue(run.events.problem("StoppedFixture").contains("stopped by a signal (SIGSTOP)"));
        assertEquals(List.of(), run.events.notices());
    }

    @Test
    void warnsOnceOfASlowClassAndLetsItGoOn() throws IOException {
        SampleRun run = new SampleRun(directory, "SlowFixture").slow(Duration.ofMillis(200));
        run.listener(event -> {
            if (event instanceof RunEvent.ClassSlow) {
                try {
                    Files.createFile(run.fixtureFile());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems());
        List<RunEvent.ClassSlow> warnings = run.events.all(RunEvent.ClassSlow.class);
        assertEquals(1, warnings.size());
        assertTrue(String.valueOf(warnings.get(0).current()).contains("waitsForTheFile"));
    }
}
