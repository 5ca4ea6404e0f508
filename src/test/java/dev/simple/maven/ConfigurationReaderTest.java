package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Forking;
import dev.simple.config.RunConfiguration.Platform;
import dev.simple.config.RunConfiguration.Selection;
import dev.simple.config.RunConfiguration.TimeLimits;
import dev.simple.discovery.TestSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {

    private Path directory = Path.of("");
    private SampleBuild build = new SampleBuild(directory);

    @BeforeEach
    void createBuild(@TempDir Path temporary) {
        directory = temporary;
        build = new SampleBuild(temporary);
    }

    @Test
    void hasSurefiresDefaults() {
        RunConfiguration configuration = read(build.reader());

        assertEquals(
                new Selection(
                        directory.resolve("target/test-classes"), TestSelection.DEFAULT_INCLUDES, List.of(), null),
                configuration.selection());
        assertEquals(new Forking(1, true, 0, 0), configuration.forking());
        assertEquals(new Platform(List.of(), List.of(), List.of(), List.of(), Map.of()), configuration.platform());
        assertEquals(
                new TimeLimits(Duration.ofSeconds(60), Duration.ofMinutes(30), Duration.ofSeconds(30)),
                configuration.limits());
        assertEquals(List.of(), configuration.jvm().arguments());
        assertEquals(directory, configuration.jvm().workingDirectory());
        assertTrue(configuration.jvm().enableAssertions());
        assertEquals(
                directory.resolve("target/surefire-reports"),
                configuration.reporting().reportsDirectory());
        assertEquals(
                directory.resolve("target/simple-reports"),
                configuration.reporting().ownDirectory());
    }

    @Test
    void findsPathsFromTheProjectsDirectory() {
        build.surefire("workingDirectory", "target/../work").surefire("reportsDirectory", "target/mine");
        RunConfiguration configuration = read(build.reader());

        assertEquals(directory.resolve("work"), configuration.jvm().workingDirectory());
        assertEquals(directory.resolve("target/mine"), configuration.reporting().reportsDirectory());
    }

    @Test
    void takesLatePropertiesFromTheProjectThenTheCommandLine() {
        build.surefire("argLine", "@{both} @{user} @{neither} -Dlast");
        build.project.getProperties().setProperty("both", "-Dproject");
        build.userProperties.setProperty("both", "-Dignored");
        build.userProperties.setProperty("user", "-Dcommand -Dline");

        assertEquals(
                List.of("-Dproject", "-Dcommand", "-Dline", "-Dlast"),
                read(build.reader()).jvm().arguments());
    }

    @Test
    void givesWorkersTheCommandLinesPropertiesLast() {
        build.userProperties.setProperty("one", "command line");
        build.userProperties.setProperty("basedir", "elsewhere");

        Map<String, String> properties = read(build.reader()).jvm().systemProperties();

        assertEquals("command line", properties.get("one"));
        assertEquals(directory.toString(), properties.get("basedir"));
        assertEquals(directory.resolve("repository").toString(), properties.get("localRepository"));
    }

    @Test
    void splitsGroupsAtCommas() {
        build.surefire("groups", "fast & unit, , slow").surefire("excludedGroups", "broken");

        assertEquals(
                new Platform(List.of("fast & unit", "slow"), List.of("broken"), List.of(), List.of(), Map.of()),
                read(build.reader()).platform());
    }

    @Test
    void runsNothingInsideMaven() {
        ConfigurationReader reader = build.surefire("forkCount", "0").reader();

        assertEquals(1, read(reader).forking().forkCount());
        assertEquals(
                List.of("forkCount=0 would run the tests inside Maven, where nothing could protect it; they run in one"
                        + " worker instead."),
                reader.notices());
    }

    @Test
    void namesTheTimeLimitThatIsMalformed() {
        build.surefire("timeout", "10");

        assertTrue(Refusal.of(() -> read(build.reader()))
                .startsWith("The value '10' of simple.timeout is not a duration."));
    }

    @Test
    void refusesAWindowThatIsShorterThanTheTimeBetweenSamples() {
        build.surefire("memWindow", "900ms");

        assertEquals(
                "simple.memWindow is less than 1s. The machine is looked at once a second; write 1s or more.",
                Refusal.of(() -> read(build.reader())));
    }

    @Test
    void refusesAMemoryLimitOfNothing() {
        build.surefire("unitMemory", "0m");

        assertEquals(
                "simple.unitMemory is 0m, and nothing runs without memory. Write how much a class may use, such as 2g, or"
                        + " leave it out for no limit.",
                Refusal.of(() -> read(build.reader())));
    }

    private RunConfiguration read(ConfigurationReader reader) {
        return reader.read(
                reader.selection(),
                reader.specs(),
                new WorkerFiles(directory.resolve("java"), List.of(), List.of(), null),
                new Terminal(false, false));
    }
}
