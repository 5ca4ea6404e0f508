package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration.Selection;
import dev.simple.discovery.TestSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestChoiceTest {

    private final RecordingLog log = new RecordingLog();
    private Path directory = Path.of("");
    private SampleBuild build = new SampleBuild(directory);

    @BeforeEach
    void createBuild(@TempDir Path temporary) {
        directory = temporary;
        build = new SampleBuild(temporary);
    }

    private TestChoiceTest given(String name, String value) {
        build.userProperties.setProperty(name, value);
        return this;
    }

    private void knownThatBFailed() throws IOException {
        Files.writeString(
                directory.resolve("history.json"),
                "{\"schema\": 1, \"units\": [{\"name\": \"p.A\", \"durationMs\": 5, \"failed\": false},"
                        + " {\"name\": \"p.B\", \"durationMs\": 90, \"failed\": true},"
                        + " {\"name\": \"p.Gone\", \"durationMs\": 7, \"failed\": true}]}");
    }

    private List<String> chosen(Map<String, String> environment) {
        Selection selection = new Selection(directory, List.of(), List.of(), null);
        FoundTests found = new FoundTests(
                selection, TestSelection.of(selection), null, List.of("p.A", "p.B", "p.C"), List.of("one_spec.sh"));
        return new TestChoice(build.settings(), TestKind.UNIT, directory.resolve("history.json"), environment, log)
                .of(found)
                .all();
    }

    @Test
    void isEverythingByNameWithoutAnySetting() {
        assertEquals(List.of("p.A", "p.B", "p.C", "one_spec.sh"), chosen(Map.of()));
        assertEquals(List.of(), log.lines);
    }

    @Test
    void isWhatFailedTheLastTime() throws IOException {
        knownThatBFailed();
        given("simple.failed", "true");

        assertEquals(List.of("p.B"), chosen(Map.of()));
    }

    @Test
    void isEverythingIfNobodyKnowsWhatFailed() {
        given("simple.failed", "true");

        assertEquals(4, chosen(Map.of()).size());
        assertEquals(List.of("INFO simple.failed: no earlier run is known, so that everything runs."), log.lines);
    }

    @Test
    void isAShardOfClassesAndSpecFilesWhateverTheOrder() throws IOException {
        knownThatBFailed();
        given("simple.shard", "ci").given("surefire.runOrder", "reversealphabetical");

        assertEquals(List.of("p.C", "one_spec.sh"), chosen(Map.of("CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "2")));
        assertEquals(List.of("p.B", "p.A"), chosen(Map.of("CI_NODE_INDEX", "1", "CI_NODE_TOTAL", "2")));
    }

    @Test
    void saysTheSeedOfAnOrderByChance() {
        given("surefire.runOrder", "random").given("surefire.runOrder.random.seed", "-7");

        List<String> once = chosen(Map.of());
        assertEquals(once, chosen(Map.of()));
        assertTrue(log.lines.get(0).endsWith("-Dsurefire.runOrder.random.seed=-7"), log.lines::toString);
    }

    @Test
    void isRefusedWithAMalformedSeed() {
        given("surefire.runOrder.random.seed", "lucky");

        assertEquals(
                "The value 'lucky' of runOrderRandomSeed is not a whole number. Write a number such as 5 or"
                        + " -1234567890123.",
                Refusal.of(() -> chosen(Map.of())));
    }
}
