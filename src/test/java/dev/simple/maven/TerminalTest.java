package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    private SampleBuild build = new SampleBuild(Path.of(""));

    @BeforeEach
    void createBatchBuild(@TempDir Path directory) {
        build = new SampleBuild(directory);
        build.request.setInteractiveMode(false);
    }

    @Test
    void isPlainInBatchMode() {
        assertEquals(new Terminal(false, false), Terminal.of(build.session));
    }

    @ParameterizedTest
    @CsvSource({"always, true", "ALWAYS, true", "yes, true", "never, false", "none, false", "auto, false"})
    void hasTheColourThatMavenIsToldToHave(String style, boolean colour) {
        build.userProperties.setProperty("style.color", style);

        assertEquals(new Terminal(colour, false), Terminal.of(build.session));
    }

    @Test
    void isNotLiveWhenModulesShareIt() {
        build.request.setInteractiveMode(true);
        build.request.setDegreeOfConcurrency(2);

        assertFalse(Terminal.of(build.session).live());
    }
}
