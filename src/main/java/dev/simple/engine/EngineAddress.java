package dev.simple.engine;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where a container engine listens.
 *
 * @param socket a Unix domain socket
 */
public record EngineAddress(Path socket) {

    private static final String UNIX = "unix://";

    /**
     * Reads an address as {@code DOCKER_HOST} has it.
     *
     * @throws IllegalArgumentException if it is not the address of a Unix domain socket
     */
    public static EngineAddress of(String uri) {
        if (!uri.startsWith(UNIX + "/")) {
            throw new IllegalArgumentException("'" + uri + "' is not the address of a socket on this machine, such as "
                    + UNIX + "/var/run/docker.sock.");
        }
        try {
            return new EngineAddress(Path.of(uri.substring(UNIX.length())));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + uri + "' has no valid path: " + e.getReason(), e);
        }
    }

    @Override
    public String toString() {
        return UNIX + socket;
    }
}
