package dev.simple.run;

import java.util.Map;

/**
 * Sees to it that while a build eases, one class of all its runs is running. Each run says how many it has; the number is
 * shared as types of the JDK, since modules may have classes of their own. Thread-safe.
 */
public final class EasingTurn {

    private final Map<String, Integer> active;
    private final String run;

    /**
     * The turn of one run.
     *
     * @param active shared by all runs; how many classes each is running
     * @param run tells it from the others
     */
    public EasingTurn(Map<String, Integer> active, String run) {
        this.active = active;
        this.run = run;
    }

    /** What is running in this run now. */
    void report(int classes) {
        synchronized (active) {
            active.put(run, classes);
        }
    }

    /** Whether this run may have one: none of the others has any. Then it counts until {@link #report} says otherwise. */
    boolean take() {
        synchronized (active) {
            boolean free =
                    active.entrySet().stream().allMatch(entry -> entry.getKey().equals(run) || entry.getValue() == 0);
            if (free) {
                active.merge(run, 1, Math::max);
            }
            return free;
        }
    }

    /** Nothing runs in this run any more. */
    void leave() {
        synchronized (active) {
            active.remove(run);
        }
    }
}
