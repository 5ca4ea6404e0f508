package dev.simple.model;

import java.util.List;

/**
 * A worker that died.
 *
 * @param classNames the classes that ran in it, empty if none did
 */
public record WorkerCrash(WorkerEnd end, List<String> classNames) {

    public WorkerCrash {
        classNames = List.copyOf(classNames);
    }
}
