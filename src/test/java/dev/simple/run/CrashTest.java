package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.BrokenClass;
import dev.simple.fixtures.HaltingEngine;
import dev.simple.fixtures.HaltingSessionListener;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.LauncherSessionListener;

class CrashTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExitFixture              | bExits    | 7   | exited with code 7, because System.exit was called",
                "HaltFixture              | halts     | 9   | exited with code 9 in the middle of its work",
                "KillFixture              | isKilled  | 137 | was killed with SIGKILL (exit code 137)",
                "SegmentationFaultFixture | crashes   | 1   | crashed: SIGSEGV (0xb)",
                "LargeArrayFixture        | isTooLarge | 3   | ended because of java.lang.OutOfMemoryError"
            })
    void blamesTheTestThatRanAndRunsTheRestInANewWorker(String fixture, String test, int exitCode, String cause)
            throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", fixture, "SecondFixture")
                .argument("-Xmx48m")
                .argument("-XX:-CreateCoredumpOnCrash");

        RunResult result = run.execute();

        assertTrue(run.events.verdicts().contains(fixture + "." + test + "=ERROR"), run.events.verdicts()::toString);
        assertEquals(1, result.counts().errors());
        assertTrue(run.events.verdicts().contains("FirstFixture.passes=PASSED"));
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        assertEquals(1, result.crashes().size());
        assertEquals(exitCode, result.crashes().get(0).exitCode());
        assertTrue(result.crashes().get(0).cause().contains(cause), result.crashes()::toString);
        assertTrue(run.events.problem(fixture).contains(cause));
        assertEquals(
                Interruption.CRASHED,
                run.events.results().stream()
                        .filter(end -> end.className().endsWith(fixture))
                        .findFirst()
                        .orElseThrow()
                        .interruption());
        assertEquals(2, run.events.pids.size());
        assertNotEquals(run.events.pids("FirstFixture"), run.events.pids("SecondFixture"));
    }

    @Test
    void tellsWhatTheTestSaidLastAndWhoCalledExit() throws IOException {
        SampleRun run = new SampleRun(directory, "ExitFixture");

        run.execute();

        String problem = run.events.problem("ExitFixture");
        assertTrue(problem.contains("last words"), problem);
        assertTrue(problem.contains("ExitFixture.bExits"), problem);
        assertEquals(List.of("ExitFixture.aPasses=PASSED", "ExitFixture.bExits=ERROR"), run.events.verdicts());
    }

    @Tag("long")
    @Test
    void losesNoClassWhenOneOfTwoWorkersDiesInTheMiddleOfItsBatch() throws IOException {
        SampleRun run = new SampleRun(
                        directory,
                        "FirstFixture",
                        "HaltFixture",
                        "SecondFixture",
                        "ThirdFixture",
                        "KillFixture",
                        "FourthFixture",
                        "KindsFixture",
                        "TaggedFixture",
                        "DisabledFixture",
                        "PrintingFixture",
                        "FailingFixture",
                        "SurroundingsFixture")
                .forks(2);

        RunResult result = run.execute();

        assertEquals(12, run.events.results().size());
        assertEquals(List.of(), result.notRun());
        assertEquals(2, result.crashes().size());
        assertEquals(
                new Counts(29, 3, 3, 5, 0),
                result.counts(),
                () -> run.events.verdicts().toString());
    }

    @Test
    void blamesTheGuiltyClassAloneWhenAWorkerDiesBeforeAnyClassBegan() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "SecondFixture", "ThirdFixture")
                .classPath(BrokenClass.service(directory.resolve("services"), TestEngine.class, HaltingEngine.class));

        RunResult result = run.execute();

        assertEquals(
                List.of(
                        "FirstFixture.passes=PASSED",
                        "SecondFixture.initializationError=ERROR",
                        "ThirdFixture.passes=PASSED"),
                run.events.verdicts());
        assertEquals(1, result.crashes().size());
    }

    @Test
    void endsWhenEveryWorkerDiesBeforeAnyClassBegins() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "SecondFixture")
                .classPath(BrokenClass.service(
                        directory.resolve("services"), LauncherSessionListener.class, HaltingSessionListener.class));

        RunResult result = run.execute();

        assertEquals(new Counts(2, 0, 2, 0, 0), result.counts());
        assertEquals(3, run.events.pids.size());
    }
}
