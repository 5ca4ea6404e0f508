package dev.simple.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.BrokenClass;
import dev.simple.fixtures.FailingEngine;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.Output;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestEngine;

class WorkerProblemsTest {

    private static ForkedWorker worker;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        BrokenClass.compileTo(directory);
        worker = ForkedWorker.ready("-Xmx1g", "-Xbootclasspath/a:" + directory);
    }

    @AfterAll
    static void exit() throws Exception {
        worker.close();
    }

    @Test
    void describesExceptionsThatThrowWhenTheyAreAsked() throws Exception {
        Story story = new Story(worker.run("NastyExceptionFixture"));

        assertTrue(String.valueOf(story.problem("aMessageThrows").message()).contains("getMessage() threw"));
        assertTrue(story.problem("bPrintStackTraceThrows").stackTrace().contains("could not be printed"));
        assertEquals("c", story.problem("cToStringThrows").message());
        assertTrue(story.lines().contains("NastyExceptionFixture.dPasses: passed"));
    }

    @Tag("long")
    @Test
    void cutsTextsThatDoNotFitIntoAFrame() throws Exception {
        List<WorkerMessage> messages = worker.run("LargeTextFixture");

        List<String> verdicts = new Story(messages)
                .lines().stream()
                        .map(line -> line.substring(0, Math.min(60, line.length())))
                        .toList();
        assertEquals(7, verdicts.size(), verdicts::toString);
        assertEquals("LargeTextFixture.aMessage: error IllegalStateException", verdicts.get(2));
        assertTrue(verdicts.get(3).startsWith("LargeTextFixture.bAssumption: aborted (Assumption failed:"));
        assertTrue(verdicts.get(4).startsWith("LargeTextFixture.cName()[1]: passed"));
        assertEquals("LargeTextFixture.dPrints: passed", verdicts.get(5));
        assertEquals(
                20_000_000,
                messages.stream()
                        .filter(Output.class::isInstance)
                        .mapToInt(message -> ((Output) message).bytes().length)
                        .sum());
    }

    @Test
    void reportsAClassThatCannotBeLoadedAndRunsTheOthers() throws Exception {
        List<String> lines = new Story(worker.run("FirstFixture", BrokenClass.NOT_LOADABLE, "SecondFixture")).lines();

        assertTrue(lines.contains("NotLoadableFixture.initializationError: error NoClassDefFoundError"));
        assertTrue(lines.contains("FirstFixture.passes: passed"));
        assertTrue(lines.contains("SecondFixture.passes: passed"));
    }

    @Test
    void reportsAClassThatTheEngineCannotLookAtAndRunsTheOthers() throws Exception {
        Story story = new Story(worker.run("FirstFixture", BrokenClass.NOT_READABLE, "SecondFixture"));

        assertTrue(
                story.problem("initializationError").stackTrace().contains("broken/Gone"),
                () -> story.lines().toString());
        assertTrue(story.lines().contains("FirstFixture.passes: passed"));
        assertTrue(story.lines().contains("SecondFixture.passes: passed"));
    }

    @Test
    void doesNotLetClassesPassWhenAnEngineFailsAsAWhole(@TempDir Path directory) throws Exception {
        Path services = BrokenClass.service(directory, TestEngine.class, FailingEngine.class);
        try (ForkedWorker other = ForkedWorker.ready("-Xbootclasspath/a:" + services)) {
            List<String> lines = new Story(other.run("FirstFixture", "Hanging")).lines();

            assertTrue(lines.contains("FirstFixture.passes: passed"), lines::toString);
            assertTrue(lines.stream().anyMatch(line -> line.contains(".initializationError: error")), lines::toString);
        }
    }
}
