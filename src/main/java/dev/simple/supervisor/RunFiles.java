package dev.simple.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The directories of the run, which nobody else deletes when the runner is dead. */
final class RunFiles {

    private final Path runFile;
    private final List<Path> others = new ArrayList<>();

    /**
     * Knows one directory.
     *
     * @param runFile by which the next run finds what is left, in the run's private directory
     */
    RunFiles(Path runFile) {
        this.runFile = runFile;
    }

    void add(Path directory) {
        others.add(directory);
    }

    /** Deletes everything, the run file last: as long as it is there, the next run deletes what this one could not. */
    void delete() {
        try {
            for (Path other : others) {
                FileTree.delete(other);
            }
            FileTree.delete(runFile.resolveSibling(""), runFile);
        } catch (IOException e) {
            // The next run tries again, and tells.
        }
    }
}
