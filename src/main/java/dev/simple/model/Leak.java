package dev.simple.model;

import java.time.Duration;
import java.util.List;

/**
 * A process that tests had started and left behind, or something that they had created in a container engine.
 *
 * @param pid 0 if it is no process
 * @param commandLine of a process, its command with arguments, empty if it could not be read; otherwise the name, of a
 *     container with its image
 * @param age how long it had been there when it was found
 * @param classNames the classes that may have started it, one where it is certain; empty if nothing is known
 * @param workers the workers that may have started it
 * @param ended whether it is gone; false for one that cannot be ended, a process of another user for example
 */
public record Leak(
        LeakKind kind,
        long pid,
        String commandLine,
        Duration age,
        List<String> classNames,
        List<Integer> workers,
        boolean ended) {
    public Leak {
        classNames = List.copyOf(classNames);
        workers = List.copyOf(workers);
    }

    /** A process. */
    public Leak(
            long pid, String commandLine, Duration age, List<String> classNames, List<Integer> workers, boolean ended) {
        this(LeakKind.PROCESS, pid, commandLine, age, classNames, workers, ended);
    }
}
