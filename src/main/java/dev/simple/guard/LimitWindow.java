package dev.simple.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Whether a limit has been exceeded for most of the last seconds: neither one peak nor one dip decides. */
final class LimitWindow {

    private static final double MOST = 0.8;

    private record Look(long nanos, boolean over) {}

    private final long length;
    private final Deque<Look> looks = new ArrayDeque<>();
    private boolean full;

    LimitWindow(Duration length) {
        this.length = length.toNanos();
    }

    void add(long nanos, boolean over) {
        looks.add(new Look(nanos, over));
        while (nanos - looks.getFirst().nanos() >= length) {
            looks.removeFirst();
            full = true;
        }
    }

    /** Time has passed in which nobody looked. */
    void clear() {
        looks.clear();
        full = false;
    }

    /** For the whole window, and most of it. */
    boolean isExceeded() {
        return full && over() >= MOST * looks.size();
    }

    /** Not once in the whole window. */
    boolean isCalm() {
        return full && over() == 0;
    }

    private long over() {
        return looks.stream().filter(Look::over).count();
    }
}
