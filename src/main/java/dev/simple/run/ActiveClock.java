package dev.simple.run;

import java.time.Duration;

/**
 * Time in which the run could run. It stands still while the machine sleeps or Maven is suspended, so that nothing is
 * taken for slow because nobody was awake.
 */
final class ActiveClock {

    private static final long LONGEST_STEP_NANOS = Duration.ofSeconds(2).toNanos();

    private long activeNanos;
    private long lastNanos = System.nanoTime();

    /** Called often, at least once a second, while the run is awake. */
    void tick() {
        long now = System.nanoTime();
        activeNanos += Math.min(now - lastNanos, LONGEST_STEP_NANOS);
        lastNanos = now;
    }

    /** Active time since the start, as of the last tick. */
    Duration now() {
        return Duration.ofNanos(activeNanos);
    }
}
