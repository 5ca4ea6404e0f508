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
        assertEquals(Optional.of(EngineAddress.of("tcp://build:2375")), EngineLookup.find(null, REMOTE));
    }

    @Test
    void saysWhereAnAddressIsSetThatIsNone() {
        assertEquals(
                "The container engine of the environment variable DOCKER_HOST cannot be used: 'ssh://build' is not the"
                        + " address of a socket, such as unix:///var/run/docker.sock, or of a port, such as"
                        + " tcp://build.example:2375.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EngineLookup.find(null, Map.of("DOCKER_HOST", "ssh://build")))
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
