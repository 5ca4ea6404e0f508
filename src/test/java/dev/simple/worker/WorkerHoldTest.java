package dev.simple.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerHoldTest {

    @Test
    void startsNoClassUntilItMayGoOn() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.send(new RunnerMessage.Hold());
            worker.begin("FirstFixture", "SecondFixture");

            List<WorkerMessage> held = untilAtTheGate(worker);
            worker.send(new RunnerMessage.GoOn());
            List<WorkerMessage> rest = worker.until(WorkerMessage.BatchFinished.class);

            assertTrue(held.stream().noneMatch(ClassStarted.class::isInstance));
            assertEquals(2, rest.stream().filter(ClassStarted.class::isInstance).count());
        }
    }

    @Test
    void finishesTheClassThatHasStarted(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("file");
        try (ForkedWorker worker = ForkedWorker.ready("-Dfixture.file=" + file)) {
            worker.begin("SlowFixture", "SecondFixture");
            List<WorkerMessage> messages = new ArrayList<>(worker.until(WorkerMessage.TestStarted.class));
            worker.send(new RunnerMessage.Hold());
            // Answered by the thread that has already taken the hold.
            worker.send(new RunnerMessage.DumpThreads());
            messages.addAll(worker.until(WorkerMessage.ThreadDump.class));
            Files.createFile(file);

            messages.addAll(untilAtTheGate(worker));

            assertEquals(
                    List.of(
                            "planned SecondFixture SlowFixture",
                            "begin SlowFixture",
                            "SlowFixture.waitsForTheFile: passed",
                            "end SlowFixture"),
                    new Story(messages).lines());
        }
    }

    private static List<WorkerMessage> untilAtTheGate(ForkedWorker worker) throws Exception {
        List<WorkerMessage> messages = new ArrayList<>();
        while (messages.isEmpty()
                || !(messages.get(messages.size() - 1) instanceof WorkerMessage.ThreadDump dump)
                || !dump.text().contains("ClassGate.pass")) {
            worker.send(new RunnerMessage.DumpThreads());
            messages.addAll(worker.until(WorkerMessage.ThreadDump.class));
        }
        return messages;
    }
}
