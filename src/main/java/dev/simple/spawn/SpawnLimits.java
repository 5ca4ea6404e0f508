package dev.simple.spawn;

import java.time.Duration;

/**
 * How long a spawn may live, and what it may use where whoever starts it can limit that.
 *
 * @param timeout after this time it is ended with all that descends from it; zero for no limit. Time in which this
 *     process is suspended does not count.
 * @param gracePeriod the time between SIGTERM and SIGKILL, whenever it is ended
 * @param memory bytes that it may use with all that descends from it; 0 for what holds for all
 * @param cpus processors' worth of time; 0 for what holds for all
 */
public record SpawnLimits(Duration timeout, Duration gracePeriod, long memory, double cpus) {

    /** No time limit, and 2 s of grace. */
    public static final SpawnLimits DEFAULT = new SpawnLimits(Duration.ZERO, Duration.ofSeconds(2));

    public SpawnLimits {
        if (timeout.isNegative() || gracePeriod.isNegative() || memory < 0 || cpus < 0) {
            throw new IllegalArgumentException(
                    "A limit cannot be negative: " + timeout + ", " + gracePeriod + ", " + memory + ", " + cpus);
        }
    }

    /** Limits of time alone. */
    public SpawnLimits(Duration timeout, Duration gracePeriod) {
        this(timeout, gracePeriod, 0, 0);
    }
}
