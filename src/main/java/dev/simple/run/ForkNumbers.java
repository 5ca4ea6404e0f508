package dev.simple.run;

import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Numbers for workers, from 1, and with them the permission to run tests. One build has one set of numbers, so that two
 * workers at the same time never share one, whatever modules they belong to. Thread-safe.
 */
public final class ForkNumbers {

    private final TreeSet<Integer> free = new TreeSet<>();
    private int highest;

    /** Allows at least this many workers at once. */
    public synchronized void allow(int workers) {
        while (highest < workers) {
            free.add(++highest);
        }
    }

    /** The lowest free number, empty if as many workers as allowed are running. */
    public synchronized OptionalInt tryAcquire() {
        Integer number = free.pollFirst();
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Gives a number back once its worker has exited. */
    public synchronized void release(int number) {
        free.add(number);
    }
}
