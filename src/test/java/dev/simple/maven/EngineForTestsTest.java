package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.ExecutionMode;
import dev.simple.engine.EngineAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineForTestsTest {

    private static final Map<String, String> LOCAL = Map.of("DOCKER_HOST", "unix:///a/socket");

    @TempDir
    private Path directory;

    private final List<EngineAddress> served = new ArrayList<>();

    private @Nullable String serve(ExecutionMode mode, Map<String, String> environment, String... properties)
            throws IOException {
        SampleBuild build = new SampleBuild(directory);
        for (String property : properties) {
            String[] words = property.split("=", 2);
            build.userProperties.setProperty("simple.container." + words[0], words[1]);
        }
        return new EngineForTests(new ContainerSettings(build.settings()), mode, environment).serve(served::add);
    }

    @Test
    void servesTheEngineThatTestsWouldUse() throws IOException {
        assertNull(serve(ExecutionMode.PROCESS, LOCAL));
        assertNull(serve(ExecutionMode.PROCESS, LOCAL, "engine=unix:///b/socket"));

        assertEquals(
                List.of("unix:///a/socket", "unix:///b/socket"),
                served.stream().map(EngineAddress::toString).toList());
    }

    @Test
    void servesNothingIfTheUserDoesNotWantIt() throws IOException {
        assertNull(serve(ExecutionMode.PROCESS, LOCAL, "proxy=false"));

        assertEquals(List.of(), served);
    }

    @Test
    void servesNothingToContainers() throws IOException {
        assertNull(serve(ExecutionMode.CONTAINER, LOCAL));

        assertEquals(List.of(), served);
    }

    @Test
    void saysWhyItCannotServeARemoteEngine() throws IOException {
        String reason = serve(ExecutionMode.PROCESS, Map.of("DOCKER_HOST", "tcp://build:2375"));

        assertEquals("The container engine at tcp://build:2375 is not behind a socket of this machine.", reason);
        assertEquals(List.of(), served);
    }

    @Test
    void saysThatClientsUseAnotherContext() throws IOException {
        assertEquals(
                "Clients of Docker use the context remote. Say where its engine listens: simple.container.engine, such as"
                        + " unix:///var/run/docker.sock.",
                serve(ExecutionMode.PROCESS, Map.of("DOCKER_CONTEXT", "remote")));
        assertEquals(List.of(), served);
    }

    @Test
    void knowsClientsByTheirJars() {
        assertTrue(EngineForTests.isUsedBy(List.of(Path.of("/r/testcontainers-1.21.3.jar"))));
        assertTrue(EngineForTests.isUsedBy(List.of(Path.of("/r/docker-java-core-3.7.1.jar"))));
        assertFalse(EngineForTests.isUsedBy(List.of(Path.of("/r/junit-jupiter-api-5.13.4.jar"), Path.of("/"))));
    }
}
