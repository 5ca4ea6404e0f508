package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.model.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartOfWorkersTest {

    @TempDir
    private Path directory;

    private static void failsAtOnceWith(SampleRun run, String... words) {
        long start = System.nanoTime();

        String message = String.valueOf(
                assertThrows(WorkerStartException.class, run::execute).getMessage());

        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
        RunEvent last = run.events.events.get(run.events.events.size() - 1);
        assertTrue(last instanceof RunEvent.RunFinished finished
                && finished.result().notRun().size() == 1);
    }

    @Test
    void tellsWhatTheJvmSaysOfABadArgument() {
        failsAtOnceWith(
                new SampleRun(directory, "FirstFixture").argument("-XX:Bogus"),
                "Unrecognized VM option 'Bogus'",
                "ended with exit code 1 before it was ready",
                "Command: ");
    }

    @Test
    void tellsWhatTheJvmSaysOfAMissingAgent() {
        failsAtOnceWith(new SampleRun(directory, "FirstFixture").argument("-javaagent:gone.jar"), "gone.jar");
    }

    @Test
    void tellsThatTheExecutableDoesNotExist() {
        failsAtOnceWith(
                new SampleRun(directory, "FirstFixture").executable(directory.resolve("no/java")),
                "no/java",
                "No such");
    }
}
