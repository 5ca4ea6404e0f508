package dev.simple.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.fixtures.Waiting;
import dev.simple.protocol.SupervisorRequest.ServeEngine;
import dev.simple.protocol.SupervisorRequest.Spawn;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ServedEngineTest {

    private static final String MOUNTED = "TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE";

    @TempDir
    private Path directory;

    private Map<String, String> environment(
            Map<String, String> inherited, Map<String, String> given, List<String> without) {
        ServedEngine engine = new ServedEngine(
                new Containers(),
                new RunnerLink(InputStream.nullInputStream(), OutputStream.nullOutputStream()),
                new RunFiles(directory.resolve("run")),
                inherited);
        engine.serve(new ServeEngine("unix:///engine.sock", "run", directory.toString()));
        Map<String, String> environment = engine.environment(
                new Spawn(7, List.of("true"), "/", given, without, "/dev/null", "/dev/null", 0, 0, 0));
        engine.forget(7);
        Waiting.until(Waiting.LONG, "the end of the socket", () -> Files.notExists(directory.resolve("engine-7")));
        return environment;
    }

    private Map<String, String> served(String mounted) {
        return Map.of("DOCKER_HOST", "unix://" + directory.resolve("engine-7"), MOUNTED, mounted);
    }

    @Test
    void isFoundAtASocketOfTheSpawnAndMountedFromItsOwn() {
        assertEquals(served("/engine.sock"), environment(Map.of(), Map.of(), List.of()));
    }

    @Test
    void isMountedFromWhereTheUserSays() {
        Map<String, String> users = Map.of(MOUNTED, "/users.sock");

        assertEquals(served("/users.sock"), environment(Map.of(), users, List.of()));
        assertEquals(
                Map.of("DOCKER_HOST", "unix://" + directory.resolve("engine-7")),
                environment(users, Map.of(), List.of()),
                "It is inherited.");
    }

    @Test
    void isMountedFromItsOwnSocketIfTheUsersVariableIsExcluded() {
        assertEquals(
                served("/engine.sock"), environment(Map.of(MOUNTED, "/users.sock"), Map.of(), List.of("A", MOUNTED)));
    }

    @Test
    void isLeftAloneWhereTheUserNamesOne() {
        Map<String, String> own = Map.of("DOCKER_HOST", "tcp://elsewhere:2375");

        assertEquals(own, environment(Map.of(), own, List.of()));
    }
}
