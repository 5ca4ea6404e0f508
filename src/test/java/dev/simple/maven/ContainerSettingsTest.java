package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration.Containers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerSettingsTest {

    private static final Path PROJECT = Path.of("/project");
    private static final Path TARGET = Path.of("/project/target");
    private static final Path REPOSITORY = Path.of("/repository");

    private final SampleBuild build = new SampleBuild(PROJECT);

    private ContainerSettingsTest given(String name, String value) {
        build.userProperties.setProperty("simple.container." + name, value);
        return this;
    }

    private Containers read() {
        return new ContainerSettings(build.settings()).read(List.of(PROJECT), List.of(TARGET), REPOSITORY);
    }

    @Test
    void haveDefaultsButForTheImage() {
        given("image", "java:17");

        assertEquals(
                new Containers(
                        null,
                        "java:17",
                        512L << 20,
                        1.0,
                        512,
                        "none",
                        null,
                        true,
                        List.of(PROJECT),
                        List.of(TARGET),
                        REPOSITORY),
                read());
        assertTrue(new ContainerSettings(build.settings()).proxy());
    }

    @Test
    void comeFromTheCommandLine() {
        given("image", "java:17").given("memory", "1g").given("cpus", "2.5").given("pids", "100");
        given("network", "host").given("user", "0:0").given("readOnly", "false").given("engine", "tcp://there:2375");

        assertEquals(
                new Containers(
                        "tcp://there:2375",
                        "java:17",
                        1L << 30,
                        2.5,
                        100,
                        "host",
                        "0:0",
                        false,
                        List.of(PROJECT),
                        List.of(TARGET),
                        REPOSITORY),
                read());
    }

    @Test
    void needAnImage() {
        String refusal = Refusal.of(this::read);

        assertTrue(
                refusal.startsWith("simple.executionMode asks for containers, and simple.container.image is not set."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "memory   | 5m    | simple.container.memory is 5m, with which no container starts. Write 6m or more;",
                "memory   | many  | The value 'many' of simple.container.memory is not a size.",
                "pids     | 0     | simple.container.pids is 0, with which no process could run.",
                "cpus     | -1    | The value '-1' of simple.container.cpus is not a positive number.",
                "readOnly | maybe | The value 'maybe' of simple.container.readOnly is not a switch."
            })
    void refuseWhatCannotWork(String name, String value, String message) {
        given("image", "java:17").given(name, value);

        String refusal = Refusal.of(this::read);

        assertTrue(refusal.startsWith(message), refusal);
    }
}
