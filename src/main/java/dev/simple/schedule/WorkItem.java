package dev.simple.schedule;

import java.util.List;

/**
 * A class that has to run, whole or in part.
 *
 * @param run 1 for the first run, more for reruns
 * @param uniqueIds the tests to run again; empty in the first run, for all tests of the class
 */
public record WorkItem(String className, int run, List<String> uniqueIds) {

    public WorkItem {
        uniqueIds = List.copyOf(uniqueIds);
    }

    /** The outermost class: engines may run a nested class as part of it. */
    public String family() {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    public static WorkItem firstRun(String className) {
        return new WorkItem(className, 1, List.of());
    }
}
