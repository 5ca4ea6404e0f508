package dev.simple.spawn;

import dev.simple.supervisor.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of this run alone, readable by its owner alone, that vanishes with the run. */
public final class RunDirectory implements AutoCloseable {

    static final String TEMPORARY_PREFIX = "simple-";
    static final String LARGE_PREFIX = "run-";

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /** In the system's temporary directory, where paths are short enough for a socket. */
    public static RunDirectory temporary() throws IOException {
        try {
            return new RunDirectory(Files.createTempDirectory(TEMPORARY_PREFIX));
        } catch (IOException e) {
            throw new IOException(
                    "The temporary directory " + System.getProperty("java.io.tmpdir") + " cannot be written (" + e
                            + "). Free some space, or set java.io.tmpdir to another one, in MAVEN_OPTS for example.",
                    e);
        }
    }

    /** In a directory that has room for large files; it is created if need be. */
    public static RunDirectory in(Path parent) throws IOException {
        try {
            Files.createDirectories(parent);
            return new RunDirectory(Files.createTempDirectory(parent, LARGE_PREFIX));
        } catch (IOException e) {
            throw new IOException(
                    "The directory " + parent + " cannot be written (" + e
                            + "). Remove it, or make it writable, or free some space.",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(path);
    }
}
