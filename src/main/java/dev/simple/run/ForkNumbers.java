package dev.simple.run;

import java.util.OptionalInt;
import java.util.Set;

/**
 * Numbers for workers, from 1, and with them the permission to run tests. All runs of a build share the set of those that
 * are taken, so that two workers at the same time never have the same number, whatever modules they belong to.
 * Thread-safe.
 */
public final class ForkNumbers {

    private final Set<Integer> taken;
    private final int highest;

    /**
     * Numbers up to a limit.
     *
     * @param taken shared with others; a concurrent set
     */
    public ForkNumbers(Set<Integer> taken, int highest) {
        this.taken = taken;
        this.highest = highest;
    }

    /** The lowest free number, empty if as many workers as allowed are running. */
    public OptionalInt tryAcquire() {
        for (int number = 1; number <= highest; number++) {
            if (taken.add(number)) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    /** Gives a number back once its worker has exited. */
    public void release(int number) {
        taken.remove(number);
    }
}
