package dev.simple.maven;

import dev.simple.config.ExecutionMode;
import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has what tests create in the container engine of this machine tracked, where there is one that can be. */
final class EngineForTests {

    /** What tracks it. */
    @FunctionalInterface
    interface Service {
        void serve(EngineAddress engine) throws IOException;
    }

    private final ContainerSettings settings;
    private final ExecutionMode mode;
    private final Map<String, String> environment;

    EngineForTests(ContainerSettings settings, ExecutionMode mode, Map<String, String> environment) {
        this.settings = settings;
        this.mode = mode;
        this.environment = environment;
    }

    /**
     * Has it tracked.
     *
     * @return why it is not, null if it is or there is nothing to track
     * @throws IOException if the supervisor is gone
     */
    @Nullable
    String serve(Service service) throws IOException {
        // In a container, an engine's socket would let what is there out of it.
        if (!settings.proxy() || mode != ExecutionMode.PROCESS) {
            return null;
        }
        Optional<String> context = EngineLookup.context(settings.engine(), environment);
        if (context.isPresent()) {
            return "Clients of Docker use the context " + context.get()
                    + ". Say where its engine listens: simple.container.engine, such as unix:///var/run/docker.sock.";
        }
        try {
            Optional<EngineAddress> engine = EngineLookup.find(settings.engine(), environment);
            if (engine.isPresent() && engine.get().socket().isEmpty()) {
                return "The container engine at " + engine.get() + " is not behind a socket of this machine.";
            }
            if (engine.isPresent()) {
                service.serve(engine.get());
            }
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Whether tests may have to know: a client of Docker is on their class path. */
    static boolean isUsedBy(Collection<Path> classPath) {
        return classPath.stream()
                .map(element -> String.valueOf(element.getFileName()))
                .anyMatch(name -> name.startsWith("docker-java") || name.startsWith("testcontainers"));
    }
}
