package dev.simple.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The run file, and the directories of the run, which nobody else deletes when the runner is dead. */
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

    /** Adds a line to the run file, of something that this process and the runner may not be able to end or remove. */
    void note(String fact) {
        try {
            // The line before may be half written.
            Files.writeString(runFile, "\n" + fact + "\n", UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.err.println(e);
        }
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
