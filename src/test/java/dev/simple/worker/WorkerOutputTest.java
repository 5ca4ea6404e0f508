package dev.simple.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.protocol.WorkerMessage.Output;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerOutputTest {

    private static ForkedWorker worker;

    @BeforeAll
    static void start() throws Exception {
        worker = ForkedWorker.ready("-Xss512k");
    }

    @AfterAll
    static void exit() throws Exception {
        worker.close();
    }

    @Test
    void belongsToTheTestThatRunsAlsoFromOtherThreads() throws Exception {
        assertEquals(
                List.of(
                        "out PrintingFixture: before all",
                        "err aFromAThread: from a thread",
                        "out bFromAnExecutor: first task",
                        "out cFromTheSameExecutor: second task",
                        "out PrintingFixture: after all"),
                new Story(worker.run("PrintingFixture")).output());
    }

    @Test
    void comesLineByLine() throws Exception {
        List<String> printed = worker.run("FirstFixture", "FourthFixture").stream()
                .filter(Output.class::isInstance)
                .map(message -> new String(((Output) message).bytes(), UTF_8))
                .toList();

        assertEquals(List.of("First in " + worker.pid() + "\n", "Fourth in " + worker.pid() + "\n"), printed);
    }

    @Test
    void ofChildProcessesGoesToTheProcessItself() throws Exception {
        assertEquals(List.of(), new Story(worker.run("NativeOutputFixture")).output());
        assertEquals("native out\n", worker.nativeOutput());
        assertEquals("native err\n", worker.nativeErrors());
    }

    @Test
    void survivesAStackOverflowInTheMiddleOfPrinting() throws Exception {
        Story story = new Story(worker.run("StackOverflowFixture"));

        assertTrue(story.lines().contains("StackOverflowFixture.aOverflows: passed"), story.lines()::toString);
        assertTrue(story.lines().contains("StackOverflowFixture.bPrintsAfterwards: passed"));
        assertTrue(story.output().contains("out bPrintsAfterwards: still here"));
    }
}
