package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.spawn.SpawnTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerOpeningTest {

    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    private Path directory;

    private final String usual = System.getProperty(TEMPORARY);
    private final RecordingLog log = new RecordingLog();
    private Path left = Path.of("");

    @BeforeEach
    void leaveARun() throws Exception {
        left = Files.createDirectory(directory.resolve("simple-left"));
        Files.writeString(left.resolve("run"), "simple-run 1\nboot another\ncookie SIMPLE_SPAWN_left\nowner 1 1\n");
        System.setProperty(TEMPORARY, directory.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(TEMPORARY, usual);
    }

    private List<String> told() {
        return List.of("INFO Deleted " + left + " of an earlier run.");
    }

    @Test
    void tellsWhatWasSweptBeforeAnythingIsStarted() throws Exception {
        try (TrackerOpening opening = new TrackerOpening(log)) {
            SpawnTracker tracker = opening.await();

            assertFalse(Files.exists(left));
            assertEquals(told(), log.lines);
            assertTrue(tracker.containment().layers().contains("supervisor"));
        }
        assertEquals(told(), log.lines);
    }

    @Test
    void tellsWhatWasSweptAlsoIfTheRunIsNotBegun() {
        new TrackerOpening(log).close();

        assertFalse(Files.exists(left));
        assertEquals(told(), log.lines);
    }

    @Test
    void closesTheTrackerInAThreadThatIsInterrupted() {
        TrackerOpening opening = new TrackerOpening(log);
        Thread.currentThread().interrupt();

        opening.close();

        assertTrue(Thread.interrupted());
        assertEquals(told(), log.lines);
    }
}
