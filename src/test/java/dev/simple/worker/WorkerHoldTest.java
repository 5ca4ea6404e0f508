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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerHoldTest {

    @Test
    void startsNoClassUntilItMayGoOn() throws Exception {
        try (ForkedWorker worker = ForkedWorker.ready()) {
            worker.send(new RunnerMessage.Admit(RunnerMessage.Admit.NONE));
            worker.begin("FirstFixture", "SecondFixture");

            List<WorkerMessage> held = untilAtTheGate(worker);
            worker.send(new RunnerMessage.Admit(RunnerMessage.Admit.ALL));
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
            worker.send(new RunnerMessage.Admit(RunnerMessage.Admit.NONE));
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

    @Test
    void runsOneClassAtATimeAlthoughJUnitWouldRunSeveral(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("file");
        try (ForkedWorker worker = ForkedWorker.start("-Dfixture.file=" + file)) {
            worker.send(ForkedWorker.setup(
                    Map.of(
                            "junit.jupiter.execution.parallel.enabled", "true",
                            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                            "junit.jupiter.execution.parallel.config.strategy", "fixed",
                            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2"),
                    List.of(),
                    List.of()));
            worker.send(new RunnerMessage.Admit(RunnerMessage.Admit.ONE));
            worker.begin("SlowFixture", "SlowFixtureToo");
            List<WorkerMessage> messages = new ArrayList<>(worker.until(ClassStarted.class));
            messages.addAll(untilAtTheGate(worker));

            assertEquals(
                    1, messages.stream().filter(ClassStarted.class::isInstance).count());
            Files.createFile(file);
            Files.createFile(directory.resolve("file-too"));
            messages.addAll(worker.until(WorkerMessage.BatchFinished.class));

            assertEquals(
                    List.of("begin", "end", "begin", "end"),
                    new Story(messages)
                            .lines().stream()
                                    .filter(line -> line.matches("(begin|end) .*"))
                                    .map(line -> line.split(" ", 2)[0])
                                    .toList());
        }
    }

    private static List<WorkerMessage> untilAtTheGate(ForkedWorker worker) throws Exception {
        List<WorkerMessage> messages = new ArrayList<>();
        while (messages.isEmpty()
                || !(messages.get(messages.size() - 1) instanceof WorkerMessage.ThreadDump dump)
                || !dump.text().contains("ClassGate.enter")) {
            worker.send(new RunnerMessage.DumpThreads());
            messages.addAll(worker.until(WorkerMessage.ThreadDump.class));
        }
        return messages;
    }
}
