package dev.simple.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Joins what several engines run of one class, JUnit 4 and Jupiter methods for example, into one class that starts once
 * and finishes once. Thread-safe.
 */
final class OpenClasses {

    private static final class Parts {
        int left;
        boolean started;
    }

    private final Map<String, Parts> byName = new ConcurrentHashMap<>();

    /** Returns the names of all classes in the plan. */
    List<String> count(TestPlan plan, ReportNames names) {
        for (TestIdentifier engine : plan.getRoots()) {
            for (TestIdentifier top : plan.getChildren(engine)) {
                byName.computeIfAbsent(names.className(top), name -> new Parts()).left++;
            }
        }
        return List.copyOf(byName.keySet());
    }

    /** Whether this is the first part of the class. */
    synchronized boolean enter(String className) {
        Parts parts = byName.computeIfAbsent(className, name -> new Parts());
        boolean first = !parts.started;
        parts.started = true;
        return first;
    }

    /** Whether this was the last part of the class. */
    synchronized boolean leave(String className) {
        Parts parts = byName.get(className);
        return parts == null || --parts.left <= 0;
    }
}
