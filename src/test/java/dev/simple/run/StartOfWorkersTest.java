package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.RealControlGroup;
import dev.simple.model.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
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

    @Test
    void tellsWhichLimitsOfProcessesThereAre() throws IOException {
        Optional<RealControlGroup> made = RealControlGroup.make("simple-test-start-" + System.nanoTime(), "pids");
        assumeTrue(made.isPresent(), "no control group for pids that this user may make");
        try (RealControlGroup group = made.orElseThrow()) {
            group.set("8", "pids.max");
            Path java = directory.resolve("java");
            Files.writeString(
                    java,
                    "#!/bin/sh\necho $$ > " + group.file("cgroup.procs") + "\nexec " + ForkedJvm.executable()
                            + " \"$@\"\n");
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

            failsAtOnceWith(
                    new SampleRun(directory, "FirstFixture").executable(java),
                    "Raise the limit, end what else runs, or run fewer tests at a time (forkCount).",
                    "pthread_create failed");
        }
    }
}
