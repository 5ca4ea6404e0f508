package dev.simple.model;

import java.time.Duration;
import java.util.List;

/**
 * A process that tests had started and left behind.
 *
 * @param commandLine its command with arguments; empty if it could not be read
 * @param age how long it had been running when it was found
 * @param classNames the classes that may have started it, one where it is certain; empty if nothing is known
 * @param workers the workers that may have started it
 * @param ended whether it is gone; false for one that cannot be ended, a process of another user for example
 */
public record LeakedProcess(
        long pid, String commandLine, Duration age, List<String> classNames, List<Integer> workers, boolean ended) {
    public LeakedProcess {
        classNames = List.copyOf(classNames);
        workers = List.copyOf(workers);
    }
}
