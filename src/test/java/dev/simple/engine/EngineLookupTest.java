package dev.simple.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLookupTest {

    private static final Map<String, String> REMOTE = Map.of("DOCKER_HOST", "tcp://build:2375");

    @TempDir
    private Path directory;

    @Test
    void takesTheSettingBeforeTheEnvironment() {
        assertEquals(
                Optional.of(new EngineAddress(Path.of("/a/socket"))), EngineLookup.find("unix:///a/socket", REMOTE));
    }

    @Test
    void takesTheEnvironment() {
        assertEquals(
                Optional.of(new EngineAddress(Path.of("/b/socket"))),
                EngineLookup.find(null, Map.of("DOCKER_HOST", "unix:///b/socket")));
    }

    @Test
    void saysWhereAnAddressIsSetThatIsNoSocket() {
        assertEquals(
                "The container engine of the environment variable DOCKER_HOST cannot be used: 'tcp://build:2375' is not"
                        + " the address of a socket on this machine, such as unix:///var/run/docker.sock.",
                assertThrows(IllegalArgumentException.class, () -> EngineLookup.find(null, REMOTE))
                        .getMessage());
    }

    @Test
    void knowsTheContextOfClients() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"auths\": {}, \"currentContext\": \"desktop\"}");
        Map<String, String> configured = Map.of("DOCKER_CONFIG", directory.toString());

        assertEquals(Optional.of("desktop"), EngineLookup.context(null, configured));
        assertEquals(Optional.of("other"), EngineLookup.context(null, Map.of("DOCKER_CONTEXT", "other")));
        assertEquals(
                Optional.empty(),
                EngineLookup.context(null, Map.of("DOCKER_CONTEXT", "other", "DOCKER_HOST", "unix:///x")));
        assertEquals(Optional.empty(), EngineLookup.context("unix:///x", configured));
    }

    @Test
    void takesNoContextFromAFileThatIsUsualOrBroken() throws IOException {
        Map<String, String> configured = Map.of("DOCKER_CONFIG", directory.toString());
        assertEquals(Optional.empty(), EngineLookup.context(null, configured));
        Files.writeString(directory.resolve("config.json"), "{\"currentContext\": \"default\"}");
        assertEquals(Optional.empty(), EngineLookup.context(null, configured));
        Files.writeString(directory.resolve("config.json"), "{");
        assertEquals(Optional.empty(), EngineLookup.context(null, configured));
    }
}
