package dev.simple.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.ClassFinished;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import dev.simple.protocol.WorkerMessage.Output;
import java.util.List;
import java.util.stream.Stream;
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
        List<WorkerMessage> messages = worker.run("NativeOutputFixture", "FirstFixture");

        assertEquals(
                List.of(),
                new Story(messages)
                        .output().stream()
                                .filter(line -> line.contains("native"))
                                .toList());
        assertEquals("native out\n", worker.nativeOutput());
        assertEquals("native err\n", worker.nativeErrors());
        OutputLengths nothing = new OutputLengths(0, 0);
        OutputLengths lines = new OutputLengths(11, 11);
        assertEquals(
                List.of(nothing, lines, lines, lines),
                messages.stream().flatMap(WorkerOutputTest::lengths).toList());
    }

    private static Stream<OutputLengths> lengths(WorkerMessage message) {
        return message instanceof ClassStarted started
                ? Stream.of(started.before())
                : message instanceof ClassFinished finished ? Stream.of(finished.output()) : Stream.of();
    }

    @Test
    void survivesAStackOverflowInTheMiddleOfPrinting() throws Exception {
        Story story = new Story(worker.run("StackOverflowFixture"));

        assertTrue(story.lines().contains("StackOverflowFixture.aOverflows: passed"), story.lines()::toString);
        assertTrue(story.lines().contains("StackOverflowFixture.bPrintsAfterwards: passed"));
        assertTrue(story.output().contains("out bPrintsAfterwards: still here"));
    }
}
