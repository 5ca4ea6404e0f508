package dev.simple.supervisor;

import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineProxy;
import dev.simple.protocol.SupervisorMessage;
import dev.simple.protocol.SupervisorRequest.ServeEngine;
import dev.simple.protocol.SupervisorRequest.Spawn;
import dev.simple.protocol.SupervisorRequest.WatchEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The container engine as the tests see it. What they create there is removed with the run. */
final class ServedEngine {

    private static final String ADDRESS = "DOCKER_HOST";

    /** Testcontainers mounts the socket into a container, where that of the proxy would be of no use. */
    private static final String MOUNTED_SOCKET = "TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE";

    private final Containers containers;
    private final RunnerLink link;
    private final RunFiles files;
    private final Map<String, String> inherited;
    private @Nullable ServeEngine served;
    private @Nullable EngineProxy proxy;
    private boolean recorded;

    /** @param inherited the environment that a spawn has unless it is told otherwise */
    ServedEngine(Containers containers, RunnerLink link, RunFiles files, Map<String, String> inherited) {
        this.containers = containers;
        this.link = link;
        this.files = files;
        this.inherited = inherited;
    }

    void serve(ServeEngine engine) {
        try {
            proxy = new EngineProxy(
                    EngineAddress.of(engine.engine()), engine.run(), underWay -> tell(engine, underWay));
            served = engine;
        } catch (IOException e) {
            System.err.println("Tests speak to the container engine directly: " + e);
        }
    }

    /** What is created is known to everybody who might have to remove it before the engine is asked to create it. */
    private void tell(ServeEngine engine, boolean underWay) {
        if (!recorded) {
            recorded = true;
            containers.watch(new WatchEngine(engine.engine(), engine.run()));
            files.note("engine " + engine.run() + " " + engine.engine());
        }
        link.send(new SupervisorMessage.Creating(underWay));
    }

    /** The environment of a spawn that may use the engine; what the user has set stays. */
    Map<String, String> environment(Spawn spawn) {
        int number = spawn.number();
        Map<String, String> given = spawn.environment();
        EngineProxy engine = proxy;
        ServeEngine settings = served;
        if (engine == null || settings == null || given.containsKey(ADDRESS)) {
            return given;
        }
        Path socket = Path.of(settings.directory(), "engine-" + number);
        try {
            engine.listen(number, socket);
        } catch (IOException e) {
            System.err.println("Spawn " + number + " speaks to the container engine directly: " + e);
            return given;
        }
        Map<String, String> environment = new HashMap<>(given);
        environment.put(ADDRESS, "unix://" + socket);
        if (!inherited.containsKey(MOUNTED_SOCKET) || spawn.withoutEnvironment().contains(MOUNTED_SOCKET)) {
            EngineAddress.of(settings.engine())
                    .socket()
                    .ifPresent(real -> environment.putIfAbsent(MOUNTED_SOCKET, real.toString()));
        }
        return environment;
    }

    /** Nothing is left of a spawn. */
    void forget(int number) {
        if (proxy != null) {
            proxy.forget(number);
        }
    }

    /** From now on, nothing is created any more. */
    void refuse() {
        if (proxy != null) {
            proxy.refuse();
        }
    }
}
