package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassRecordingTest {

    @TempDir
    private Path directory;

    @Test
    void takesTheWorkersMeasureIfItsMessagesHaveWaited() {
        Duration duration = duration(Instant.now(), Duration.ofSeconds(60), Duration.ofMillis(1));

        assertTrue(duration.compareTo(Duration.ofSeconds(30)) > 0, duration::toString);
    }

    @Test
    void countsNoPauses() {
        Instant start = Instant.now().minusSeconds(600);

        assertEquals(Duration.ofSeconds(20), duration(start, Duration.ofSeconds(600), Duration.ofSeconds(20)));
    }

    private Duration duration(Instant startedAt, Duration byWorker, Duration active) {
        OutputSpool spool = new OutputSpool(directory.resolve("output"));
        ClassRecording recording = new ClassRecording("p.A", 1, startedAt, Duration.ZERO, spool);
        recording.took(byWorker);
        return recording.end(null, active).duration();
    }
}
