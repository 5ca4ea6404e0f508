package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.fixtures.FaultyEngine;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.model.Counts;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunResult;
import dev.simple.supervisor.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an image, a limit or an engine with which tests cannot run in containers, or not to their end. */
@NeedsEngine
@Tag("long")
class ContainerProblemsTest {

    @TempDir
    private Path directory;

    private SampleRun run(String... fixtures) throws IOException {
        return new SampleRun(directory, fixtures).containers(LocalEngine.settings());
    }

    @AfterEach
    void leavesNothing() {
        LocalEngine.assertNothingIsLeft(directory);
    }

    @Test
    void waitsAgainWhenOnlyTheConnectionHasEnded() throws IOException {
        try (FaultyEngine engine = FaultyEngine.cutting(
                LocalEngine.ADDRESS, directory.resolve("engine"), Pattern.compile("POST \\S+/wait"))) {
            SampleRun run = new SampleRun(directory)
                    .containers(LocalEngine.settings(engine.address(), LocalEngine.shellImage(), 16L << 20))
                    .specs(Map.of(), Duration.ofMinutes(1), "sh", "{file}")
                    // Longer than is waited for the last output.
                    .spec("fails.sh", "sleep 8", "exit 3");

            RunResult result = run.execute();

            assertTrue(engine.hasStruck());
            assertEquals(new Counts(1, 1, 0, 0, 0), result.counts(), () -> run.events.problem("fails.sh"));
        }
    }

    private SampleRun runOn(FaultyEngine engine) throws IOException {
        return new SampleRun(directory)
                .containers(LocalEngine.settings(engine.address(), LocalEngine.shellImage(), 16L << 20))
                .patience(Duration.ofSeconds(8));
    }

    @Test
    void endsWhenTheEngineDoesNotAnswerTheRequestForAContainer() throws IOException {
        try (FaultyEngine engine = FaultyEngine.holding(
                LocalEngine.ADDRESS, directory.resolve("engine"), Pattern.compile("POST \\S+/create\\?name=\\S+-2 "))) {
            Path[] trackers = new Path[1];
            SampleRun run = runOn(engine)
                    .beside(tracker -> trackers[0] = tracker.directory())
                    .specs(Map.of(), Duration.ofMinutes(1), "sh", "{file}")
                    .spec("a.sh", "exit 0")
                    .spec("b.sh", "exit 0");

            String message = String.valueOf(
                    assertThrows(WorkerStartException.class, run::execute).getMessage());

            assertTrue(
                    message.contains("The command of b.sh could not be started: the container engine at "
                            + engine.address() + " has not answered within 8 s."),
                    message);
            assertTrue(run.events.verdicts().contains("a.sh.a.sh=PASSED"), run.events.verdicts()::toString);
            assertTrue(Files.exists(trackers[0].resolve("run")), "The next run has to look again.");
            FileTree.delete(trackers[0]);
        }
    }

    @Test
    void endsAClassThatRunsTooLongThoughTheEngineDoesNotStopIt() throws IOException {
        try (FaultyEngine engine = FaultyEngine.holding(
                LocalEngine.ADDRESS, directory.resolve("engine"), Pattern.compile("POST \\S+/stop"))) {
            SampleRun run = runOn(engine)
                    .specs(Map.of(), Duration.ofSeconds(2), "sh", "{file}")
                    .spec("a.sh", "sleep 600");

            RunResult result = run.execute();

            assertTrue(engine.hasStruck());
            assertEquals(1, result.counts().errors());
            String problem = run.events.problem("a.sh");
            assertTrue(problem.contains("ran longer than 2s"), problem);
        }
    }

    @Test
    void saysThatTheNameOfAContainerIsTaken() throws IOException {
        SampleRun run = run("FirstFixture", "SecondFixture");
        String[] taken = {""};
        run.listener(event -> {
            if (event instanceof ClassStarted started && started.className().endsWith("FirstFixture")) {
                String name = LocalEngine.of(directory).get(0).getNames()[0].substring(1);
                taken[0] = LocalEngine.client()
                        .createContainerCmd(LocalEngine.shellImage())
                        .withName(name.replaceFirst("1$", "2"))
                        .withCmd("sh")
                        .exec()
                        .getId();
            }
        });
        try {
            String message = String.valueOf(
                    assertThrows(WorkerStartException.class, run::execute).getMessage());

            assertTrue(
                    message.contains("a container of somebody else has the name that this one was to have"), message);
        } finally {
            // Not of the run, which must not remove it.
            LocalEngine.client().removeContainerCmd(taken[0]).exec();
        }
    }

    @Test
    void saysThatTheJavaOfTheImageIsTooOld() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture")
                .containers(LocalEngine.settings(LocalEngine.oldJavaImage(), 64L << 20));

        String message = String.valueOf(
                assertThrows(WorkerStartException.class, run::execute).getMessage());

        assertTrue(message.contains("Its Java is older than 17, which is needed."), message);
    }

    @Test
    void tellsThatAContainerWasRemovedBySomebodyElse() throws IOException {
        SampleRun run = run("HangingFixture", "SecondFixture").listener(event -> {
            if (event instanceof ClassStarted started && started.className().endsWith("HangingFixture")) {
                LocalEngine.removeAll(directory);
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

    @ParameterizedTest
    @ValueSource(ints = {10, 13})
    void saysThatTheProcessesAreTooFewForAJvm(int pids) throws IOException {
        Containers settings = LocalEngine.settings();
        SampleRun run = new SampleRun(directory, "FirstFixture")
                .containers(new Containers(
                        null,
                        settings.image(),
                        settings.memory(),
                        settings.cpus(),
                        pids,
                        "none",
                        null,
                        true,
                        List.of(),
                        List.of(),
                        null));

        String message = String.valueOf(
                assertThrows(WorkerStartException.class, run::execute).getMessage());

        assertTrue(
                message.contains("Its container may have " + pids
                        + " processes and threads (simple.container.pids), and a JVM needs about 30, or 50"),
                message);
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
