package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import dev.simple.spawn.SpawnLimits;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.Supervisors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostSupervisorRunTest {

    @TempDir
    private Path directory;

    /** Runs until it is killed, and has the supervisor killed as soon as it is asked to end. */
    private void startAvenger(SpawnTracker tracker) {
        try {
            tracker.containment();
            long supervisor = Supervisors.of(tracker);
            tracker.spawn(
                    Supervisors.command(
                            directory,
                            "bash",
                            "-c",
                            "trap 'kill -KILL " + supervisor + "' TERM; echo $$ >avenger; while :; do sleep 0.1; done"),
                    SpawnLimits.DEFAULT);
            Supervisors.pidIn(directory.resolve("avenger"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isNoSuccessAlthoughAllTestsHavePassed() throws Exception {
        SampleRun run = new SampleRun(directory, "FirstFixture")
                .gracePeriod(Duration.ofHours(1))
                .beside(this::startAvenger);

        RunStoppedException e = assertThrows(RunStoppedException.class, run::execute);

        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("is gone, and everything that it had started was ended"), message);
        RunResult result = run.events.events.stream()
                .filter(RunEvent.RunFinished.class::isInstance)
                .map(event -> ((RunEvent.RunFinished) event).result())
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(), result.notRun());
        assertEquals(
                RunEnd.STOPPED, result.end(), "It is not known from the kernel that nothing is left of such a run.");
        assertEquals(String.valueOf(e.getMessage()).lines().findFirst(), Optional.ofNullable(result.stopReason()));
        assertFalse(Waiting.isAlive(
                Long.parseLong(Files.readString(directory.resolve("avenger")).strip())));
    }
}
