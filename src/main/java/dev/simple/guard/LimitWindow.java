package dev.simple.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The newest looks at a limit, as few as span its window. Neither one peak nor one dip decides: there are at least two,
 * and most of them count.
 */
final class LimitWindow {

    private static final double MOST = 0.8;

    /** Looks are a second apart, more or less: ten seconds are spanned by eleven of them. */
    private static final long SLACK = TimeUnit.MILLISECONDS.toNanos(500);

    private record Look(long nanos, boolean over) {}

    private final long span;
    private final Deque<Look> looks = new ArrayDeque<>();

    /**
     * Begins without any looks.
     *
     * @param length one second or more
     */
    LimitWindow(Duration length) {
        span = length.toNanos() - SLACK;
    }

    void add(long nanos, boolean over) {
        looks.addLast(new Look(nanos, over));
        Look oldest = looks.removeFirst();
        while (!looks.isEmpty() && nanos - looks.getFirst().nanos() >= span) {
            oldest = looks.removeFirst();
        }
        looks.addFirst(oldest);
    }

    void clear() {
        looks.clear();
    }

    /** Begins anew with the newest look. */
    void restart() {
        Look newest = looks.getLast();
        looks.clear();
        looks.add(newest);
    }

    /** The time of the oldest look. */
    long start() {
        return looks.getFirst().nanos();
    }

    /** From the beginning of the window to now, and most of the time. */
    boolean isExceeded() {
        return isMostlyOver() && looks.getFirst().over() && looks.getLast().over();
    }

    /** For a whole window, there was no more than a peak now and then. */
    boolean isMostlyWithin() {
        return isFull() && !isMostlyOver();
    }

    /** Not once in the whole window. */
    boolean isCalm() {
        return isFull() && over() == 0;
    }

    private boolean isMostlyOver() {
        return isFull() && over() >= MOST * looks.size();
    }

    private boolean isFull() {
        return !looks.isEmpty() && looks.getLast().nanos() - looks.getFirst().nanos() >= span;
    }

    private long over() {
        return looks.stream().filter(Look::over).count();
    }
}
