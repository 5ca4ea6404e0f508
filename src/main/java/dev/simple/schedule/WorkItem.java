package dev.simple.schedule;

import dev.simple.model.UnitName;
import java.util.List;

/**
 * A class that has to run, whole or in part.
 *
 * @param run 1 for the first run, more for reruns
 * @param uniqueIds the tests to run again; empty in the first run, for all tests of the class
 * @param alone whether nothing else may run beside it
 */
public record WorkItem(String className, int run, List<String> uniqueIds, boolean alone) {

    public WorkItem {
        uniqueIds = List.copyOf(uniqueIds);
    }

    /** The outermost class: engines may run a nested class as part of it. */
    public String family() {
        return UnitName.family(className);
    }

    /** The same, with nothing beside it. */
    public WorkItem withNothingBeside() {
        return new WorkItem(className, run, uniqueIds, true);
    }

    public static WorkItem firstRun(String className) {
        return new WorkItem(className, 1, List.of(), false);
    }
}
