package dev.simple.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a runner is started, and as whom. */
interface RunnerKind extends AutoCloseable {

    /** What comes before a command to make it run as the right user. */
    List<String> prefix();

    /** How many runs there are at the same time, of the modules of one build. */
    int modules();

    /** A directory that the user may use, with a path that is short enough for sockets. */
    Path newDirectory() throws IOException;

    /**
     * Prepares a run.
     *
     * @param settings system properties of the runner; those named {@code fixture.} are handed on to the workers
     * @return the command, without tokens among its arguments
     */
    List<String> command(Path directory, Map<String, String> settings, String fixture) throws IOException;

    @Override
    void close() throws IOException;
}
