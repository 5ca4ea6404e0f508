package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.checkpoint.CheckpointFile;
import dev.simple.checkpoint.CheckpointKeeper;
import dev.simple.model.EarlierResults;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorTest {

    @TempDir
    private Path directory;

    private final List<MavenProject> modules = new ArrayList<>();

    /** A module of which a build was interrupted, at the time that the clock said. */
    private void interrupted(String module, String build, String startedAt) {
        SampleBuild sample = new SampleBuild(directory.resolve(module));
        modules.add(sample.project);
        Path file = directory.resolve(module).resolve("target/simple-checkpoint.json");
        new CheckpointKeeper(new CheckpointFile(file), true, warning -> {})
                .on(new RunStarted(
                        Instant.parse(startedAt),
                        new RunIdentity("run", build, "g:" + module, null, null),
                        List.of("p.A"),
                        1,
                        null,
                        EarlierResults.NONE));
    }

    private Reactor reactor() {
        SampleBuild sample = new SampleBuild(directory);
        sample.session.setProjects(modules);
        sample.session.setAllProjects(modules);
        return new Reactor(sample.session);
    }

    @Test
    void knowsTheLastBuildAlthoughTheClockWasSetBackBeforeIt() {
        interrupted("a", "9-x", "2030-01-01T00:00:00Z");
        interrupted("b", "10-y", "2020-01-01T00:00:00Z");

        assertEquals("10-y", reactor().interruptedBuild(null));
    }

    @Test
    void numbersBuildsInTheirOrder() {
        String first = reactor().newBuild();
        interrupted("a", first, "2030-01-01T00:00:00Z");
        String second = reactor().newBuild();
        interrupted("b", second, "2020-01-01T00:00:00Z");

        assertTrue(first.startsWith("1-"), first);
        assertTrue(second.startsWith("2-"), second);
        assertEquals(second, reactor().interruptedBuild(null));
    }

    @Test
    void readsIdsThatHaveNoNumber() {
        assertEquals(0, BuildId.of("build").number());
        assertEquals(0, BuildId.of("2f9a-1").number());
        assertEquals(0, BuildId.of("99999999999999999999-1").number());
        assertEquals(12, BuildId.of("12-2f9a").number());
    }
}
