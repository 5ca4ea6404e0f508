package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.ConfigurationException;
import dev.simple.config.UnitLimits;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsEngine
class ContainerRunTest {

    @TempDir
    private Path directory;

    private SampleRun run(String... fixtures) throws IOException {
        return new SampleRun(directory, fixtures).containers(LocalEngine.settings());
    }

    @AfterEach
    void leavesNothing() {
        LocalEngine.assertNothingIsLeft();
    }

    @Test
    void runsEachClassInAContainerOfItsOwn() throws IOException {
        SampleRun run = run("FirstFixture", "SecondFixture");

        RunResult result = run.execute();

        assertEquals(List.of(), result.crashes());
        assertEquals(List.of("FirstFixture.passes=PASSED", "SecondFixture.passes=PASSED"), run.events.verdicts());
        assertNotEquals(run.events.pids("FirstFixture"), run.events.pids("SecondFixture"));
    }

    @Test
    void isolatesTests() throws IOException {
        SampleRun run = run("IsolatedFixture").environment("FIXTURE", "worker ${surefire.forkNumber}");

        RunResult result = run.execute();

        assertEquals(
                new Counts(8, 0, 0, 0, 0),
                result.counts(),
                () -> run.events.verdicts() + "\n" + run.events.problem("IsolatedFixture"));
    }

    @Test
    void runsSeveralAtATime() throws IOException {
        SampleRun run = run("FirstFixture", "SecondFixture", "ThirdFixture", "FourthFixture")
                .forks(4);

        RunResult result = run.execute();

        assertEquals(new Counts(4, 0, 0, 0, 0), result.counts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExitFixture       | 7   | exited with code 7, because System.exit was called",
                "HaltFixture       | 9   | exited with code 9 in the middle of its work",
                "KillFixture       | 137 | was killed with SIGKILL (exit code 137)",
            })
    void saysWhyAWorkerDied(String fixture, int exitCode, String cause) throws IOException {
        SampleRun run = run(fixture, "SecondFixture");

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        assertEquals(exitCode, result.crashes().get(0).exitCode());
        assertTrue(result.crashes().get(0).cause().contains(cause), result.crashes()::toString);
    }

    @Test
    void limitsAContainerToWhatItsProfileHas() throws IOException {
        SampleRun run = run("ProcessorsFixture", "OtherProcessorsFixture", "FirstFixture")
                .limits("ProcessorsFixture", new UnitLimits("one", null, 200L << 20, 1, false))
                .limits("OtherProcessorsFixture", new UnitLimits("two", null, 300L << 20, 1.5, false));

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems());
        assertEquals(
                List.of("processors 1", "memory 200 MiB"),
                run.events.output("ProcessorsFixture").lines().toList());
        assertEquals(
                List.of("processors 2", "memory 300 MiB"),
                run.events.output("OtherProcessorsFixture").lines().toList());
    }

    @Test
    void tellsALackOfMemoryWithLimitAndPeak() throws IOException {
        SampleRun run = new SampleRun(directory, "HeapFixture", "SecondFixture")
                .containers(LocalEngine.settings(LocalEngine.javaImage(), 96L << 20))
                .argument("-Xmx400m");

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        String problem = run.events.problem("HeapFixture");
        assertTrue(
                problem.matches("(?s).*was killed for want of memory: its container may use 96 MiB"
                        + " \\(simple.container.memory\\), and [1-9]\\d+ MiB were seen in use.*"),
                problem);
    }

    @Test
    void endsAClassThatRunsTooLong() throws IOException {
        SampleRun run = run("HangingFixture", "SecondFixture").timeout(Duration.ofSeconds(5));

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertEquals(
                List.of(Interruption.TIMED_OUT),
                run.events.results().stream()
                        .filter(end -> end.className().endsWith("HangingFixture"))
                        .map(end -> end.interruption())
                        .toList());
        String problem = run.events.problem("HangingFixture");
        assertTrue(problem.contains("HangingFixture.bHangs"), problem);
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
    }

    @Test
    void keepsWhatTestsPrint() throws IOException {
        SampleRun inProcess = new SampleRun(directory.resolve("a"), "PrintingFixture");
        inProcess.execute();
        SampleRun run = run("PrintingFixture");

        run.execute();

        assertEquals(inProcess.events.output("PrintingFixture"), run.events.output("PrintingFixture"));
    }

    @Test
    void runsSpecFiles() throws IOException {
        SampleRun run = new SampleRun(directory)
                .containers(LocalEngine.settings(LocalEngine.shellImage(), 16L << 20))
                .specs(java.util.Map.of("GREETING", "hello"), Duration.ofMinutes(1), "sh", "{file}")
                .spec("passes.sh", "test \"$GREETING\" = hello")
                .spec("fails.sh", "echo oops", "exit 3")
                .spec("skips.sh", "exit 77")
                .spec("tap.sh", "echo 1..2", "echo ok 1", "echo not ok 2 - second")
                .spec("dies.sh", "kill -9 $$");

        RunResult result = run.execute();

        assertEquals(new Counts(6, 2, 1, 1, 0), result.counts(), () -> run.events.problem("fails.sh"));
        assertTrue(run.events.problem("fails.sh").contains("oops"), () -> run.events.problem("fails.sh"));
    }

    @Test
    void tellsThatAContainerWasRemovedBySomebodyElse() throws IOException {
        SampleRun run = run("HangingFixture", "SecondFixture").listener(event -> {
            if (event instanceof ClassStarted started && started.className().endsWith("HangingFixture")) {
                LocalEngine.removeAll();
            }
        });

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        String problem = run.events.problem("HangingFixture");
        assertTrue(problem.contains("by somebody else"), problem);
    }

    @Test
    void saysThatTheImageHasNoJava() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture")
                .containers(LocalEngine.settings(LocalEngine.shellImage(), 64L << 20));

        String message = String.valueOf(
                assertThrows(WorkerStartException.class, run::execute).getMessage());

        assertTrue(
                message.contains("Worker 1 could not start, for the image " + LocalEngine.shellImage()
                        + " has no program java on its PATH. Name an"
                        + " image that has it, with Java 17 or later: simple.container.image."),
                message);
    }

    @Test
    void saysThatTheImageIsMissing() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture")
                .containers(LocalEngine.settings("simple-test:missing", 64L << 20));

        String message = String.valueOf(
                assertThrows(ConfigurationException.class, run::execute).getMessage());

        assertTrue(message.contains("has no image simple-test:missing (simple.container.image)"), message);
    }

    @Test
    void saysThatTheMemoryIsTooLittleForAJvm() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture")
                .containers(LocalEngine.settings(LocalEngine.javaImage(), 12L << 20));

        String message = String.valueOf(
                assertThrows(WorkerStartException.class, run::execute).getMessage());

        assertTrue(message.contains("its container may use 12 MiB (simple.container.memory)"), message);
    }
}
