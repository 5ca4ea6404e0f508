package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the container engine of this machine without asking it anything. */
public final class EngineLookup {

    private static final String VARIABLE = "DOCKER_HOST";

    private EngineLookup() {}

    /**
     * Looks in the setting, in {@code DOCKER_HOST}, then at the sockets of Docker and Podman.
     *
     * @param setting the value of {@code simple.container.engine}, null if it is not set
     * @return empty if nothing is set and no socket is there
     * @throws IllegalArgumentException if what is set is no socket of this machine; the message says where it is set
     */
    public static Optional<EngineAddress> find(@Nullable String setting, Map<String, String> environment) {
        if (setting != null) {
            return Optional.of(parse("simple.container.engine", setting));
        }
        String host = host(environment);
        if (host != null) {
            return Optional.of(parse("the environment variable " + VARIABLE, host));
        }
        List<Path> there =
                usualSockets(environment).stream().filter(Files::exists).toList();
        return Stream.concat(there.stream().filter(Files::isWritable), there.stream())
                .findFirst()
                .map(EngineAddress::new);
    }

    private static @Nullable String host(Map<String, String> environment) {
        String host = environment.get(VARIABLE);
        return host == null || host.isBlank() ? null : host;
    }

    private static EngineAddress parse(String origin, String text) {
        try {
            return EngineAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The container engine of " + origin + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Where engines listen unless they are told otherwise. */
    public static List<Path> usualSockets(Map<String, String> environment) {
        String runtime = environment.get("XDG_RUNTIME_DIR");
        return Stream.concat(
                        Stream.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock")),
                        runtime == null
                                ? Stream.of()
                                : Stream.of(Path.of(runtime, "docker.sock"), Path.of(runtime, "podman", "podman.sock")))
                .toList();
    }

    /**
     * The Docker context that clients use, which decides where they connect to where neither the setting nor
     * {@code DOCKER_HOST} does.
     *
     * @return empty if it is the usual one
     */
    public static Optional<String> context(@Nullable String setting, Map<String, String> environment) {
        if (setting != null || host(environment) != null) {
            return Optional.empty();
        }
        String context = environment.get("DOCKER_CONTEXT");
        if (context == null || context.isBlank()) {
            context = configuredContext(environment);
        }
        return Optional.ofNullable(context).filter(name -> !name.isBlank() && !name.equals("default"));
    }

    private static @Nullable String configuredContext(Map<String, String> environment) {
        String directory = environment.get("DOCKER_CONFIG");
        Path file = directory == null || directory.isBlank()
                ? Path.of(System.getProperty("user.home"), ".docker", "config.json")
                : Path.of(directory, "config.json");
        try {
            return Files.exists(file)
                            && Json.object(Json.read(Files.readString(file, UTF_8)))
                                            .get("currentContext")
                                    instanceof String context
                    ? context
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            // Clients complain of it, where there are any.
            return null;
        }
    }
}
