package dev.simple.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.BatchFinished;
import dev.simple.protocol.WorkerMessage.ClassFinished;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import dev.simple.protocol.WorkerMessage.Exiting;
import dev.simple.protocol.WorkerMessage.ThreadDump;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerEndTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Test
    void haltsWhenTheRunnerHangsUp() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.hangUp();
            Waiting.untilGone(AT_ONCE, worker.pid());
        }
    }

    @Test
    void haltsWhenTheRunnerHangsUpWhileATestSpins() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.begin("HangingExitFixture", "SpinningFixture");
            worker.untilPrinted("spinning");
            worker.hangUp();
            Waiting.untilGone(AT_ONCE, worker.pid());
        }
    }

    @Test
    void haltsWhenTheRunnerHangsUpWhileAShutdownHookHangs() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.run("HangingExitFixture");
            worker.send(new RunnerMessage.Exit());
            worker.hangUp();
            Waiting.untilGone(AT_ONCE, worker.pid());
        }
    }

    @Test
    void showsItsThreadsWhileATestHangs() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.begin("HangingFixture");
            worker.untilPrinted("hanging");

            worker.send(new RunnerMessage.DumpThreads());

            String text = worker.await(ThreadDump.class).text();
            assertTrue(text.contains("dev.simple.fixtures.HangingFixture.bHangs"), text);
        }
    }

    @Test
    void exitsAlthoughATestLeftAThreadBehind() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.run("NonDaemonThreadFixture");

            worker.send(new RunnerMessage.Exit());

            assertEquals(List.of(), worker.untilEnd());
            assertEquals(0, worker.awaitExit());
        }
    }

    @Test
    void namesTheCallerOfSystemExit() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.begin("ExitFixture");

            String caller = worker.await(Exiting.class).stackTrace();

            assertTrue(String.valueOf(caller).contains("ExitFixture.bExits"), caller);
            assertEquals(7, worker.awaitExit());
        }
    }

    @Test
    void saysGoodByeAfterASignal() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            ProcessHandle.of(worker.pid()).orElseThrow().destroy();

            assertEquals(new Exiting(null), worker.await(Exiting.class));
            assertEquals(143, worker.awaitExit());
        }
    }

    @Test
    void saysNothingMoreAfterHalt() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.begin("HaltFixture");

            List<WorkerMessage> messages = worker.untilEnd();

            assertTrue(messages.stream().noneMatch(ClassFinished.class::isInstance));
            assertEquals(9, worker.awaitExit());
        }
    }

    @Test
    void endsWhenTheHeapIsFullAndStaysFull() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready("-Xmx32m", "-XX:+UseSerialGC")) {
            worker.begin("NonDaemonThreadFixture", "OutOfMemoryFixture");

            List<WorkerMessage> messages = worker.untilEnd();

            assertTrue(messages.stream()
                    .anyMatch(message -> message instanceof ClassStarted started
                            && started.className().equals("dev.simple.fixtures.OutOfMemoryFixture")));
            assertTrue(messages.stream().noneMatch(BatchFinished.class::isInstance));
            assertEquals(3, worker.awaitExit());
        }
    }
}
