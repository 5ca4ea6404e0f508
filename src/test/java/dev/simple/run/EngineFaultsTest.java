package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.fixtures.OwnEngine;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import dev.simple.spawn.Janitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run whose container engine does not do its part. */
@NeedsEngine(own = true)
@Tag("long")
class EngineFaultsTest {

    @TempDir
    private Path directory;

    private SampleRun run(OwnEngine engine) throws IOException {
        return new SampleRun(directory)
                .containers(LocalEngine.settings(
                        engine.address(), LocalEngine.copy(LocalEngine.shellImage(), engine), 16L << 20))
                .specs(Map.of(), Duration.ofMinutes(1), "sh", "{file}");
    }

    private static String message(SampleRun run) {
        return String.valueOf(
                assertThrows(WorkerStartException.class, run::execute).getMessage());
    }

    private static List<String> containers(OwnEngine engine) {
        return engine.client().listContainersCmd().withShowAll(true).exec().stream()
                .map(container -> container.getNames()[0] + " " + container.getStatus())
                .toList();
    }

    private static boolean starts(RunEvent event, String file) {
        return event instanceof RunEvent.ClassStarted started
                && started.className().equals(file);
    }

    @Test
    void tellsThatTheEngineWasStopped() throws IOException {
        try (OwnEngine engine = OwnEngine.start()) {
            Path[] tracker = new Path[1];
            SampleRun run = run(engine)
                    .beside(opened -> tracker[0] = opened.directory())
                    .spec("a.sh", "sleep 600")
                    .spec("b.sh", "exit 0");
            run.listener(event -> {
                if (starts(event, "a.sh")) {
                    engine.end();
                }
            });

            String message = message(run);

            String problem = run.events.problem("a.sh");
            assertTrue(
                    problem.contains("was ended by SIGTERM") || problem.contains("was lost with the container"),
                    problem);
            assertTrue(message.contains("The command of b.sh could not be started: the container engine at "), message);
            assertTrue(message.contains("does not answer"), message);
            assertTrue(
                    run.events.notices().stream()
                            .anyMatch(notice -> notice.startsWith("The run may have left something in the container"
                                    + " engine, for which the next run looks, or mvn simple:reap: ")),
                    run.events.notices()::toString);
            assertTrue(Files.exists(tracker[0]));

            begin(engine);
            // As the next module does, in the same JVM.
            new Janitor().sweep();

            assertEquals(List.of(), containers(engine));
            assertFalse(Files.exists(tracker[0]));
        }
    }

    @Test
    void goesOnWhenTheEngineIsThereAgain() throws IOException {
        try (OwnEngine engine = OwnEngine.start()) {
            SampleRun run = run(engine).spec("a.sh", "sleep 600").spec("b.sh", "exit 0");
            run.listener(event -> {
                if (starts(event, "a.sh")) {
                    engine.end();
                    begin(engine);
                }
            });

            RunResult result = run.execute();

            assertEquals(1, result.counts().errors(), () -> run.events.problem("b.sh"));
            assertTrue(run.events.verdicts().contains("b.sh.b.sh=PASSED"), run.events.verdicts()::toString);
            assertEquals(List.of(), containers(engine));
        }
    }

    @Test
    void goesOnWithAnotherWorkerWhenTheEngineIsThereAgain() throws IOException {
        try (OwnEngine engine = OwnEngine.start()) {
            SampleRun run = new SampleRun(directory, "HangingFixture", "SecondFixture")
                    .containers(LocalEngine.settings(
                            engine.address(), LocalEngine.copy(LocalEngine.javaImage(), engine), 512L << 20));
            run.listener(event -> {
                if (starts(event, "dev.simple.fixtures.HangingFixture")) {
                    engine.end();
                    begin(engine);
                }
            });

            RunResult result = run.execute();

            assertEquals(1, result.counts().errors());
            String problem = run.events.problem("HangingFixture");
            // Which of the two ends depends on who is faster: the engine, or the connection to it.
            assertTrue(problem.contains("SIGTERM") || problem.contains("was lost with the container engine"), problem);
            assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"), run.events.verdicts()::toString);
            assertEquals(List.of(), containers(engine));
        }
    }

    private static void begin(OwnEngine engine) {
        try {
            engine.begin();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysThatTheDiskOfTheEngineIsFull() throws IOException {
        try (OwnEngine engine = OwnEngine.withRoom(48)) {
            SampleRun run = run(engine).spec("a.sh", "exit 0");
            fill(Path.of("/proc", Long.toString(engine.pid()), "root")
                    .resolve(engine.data().toString().substring(1)));

            String message = message(run);

            assertTrue(
                    message.contains("the container engine's disk is full. Make room for it: docker system df"),
                    message);
        }
    }

    private static void fill(Path place) throws IOException {
        byte[] block = new byte[1 << 16];
        try (var out = Files.newOutputStream(place.resolve("filling"))) {
            IOException full = assertThrows(IOException.class, () -> {
                while (true) {
                    out.write(block);
                }
            });
            assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::toString);
        }
    }

    @Test
    void removesContainersWhoseStartFailed() throws IOException {
        try (OwnEngine engine = OwnEngine.start()) {
            SampleRun run = run(engine)
                    .specs(Map.of(), Duration.ofMinutes(1), "missing", "{file}")
                    .spec("a.sh", "");

            RunResult result = run.execute();

            assertEquals(1, result.counts().errors());
            String problem = run.events.problem("a.sh");
            assertTrue(problem.contains("has no program missing on its PATH"), problem);
            assertEquals(List.of(), containers(engine));
        }
    }
}
