package dev.simple.spawn;

import java.time.Duration;

/**
 * How long a spawn may live, and how much memory it may use.
 *
 * @param timeout after this time it is ended with all that descends from it; zero for no limit. Time in which this
 *     process is suspended does not count.
 * @param gracePeriod the time between SIGTERM and SIGKILL, whenever it is ended
 * @param memory bytes that it gets with all that descends from it, where a control group can be made; 0 for no limit
 */
public record SpawnLimits(Duration timeout, Duration gracePeriod, long memory) {

    /** No time limit, and 2 s of grace. */
    public static final SpawnLimits DEFAULT = new SpawnLimits(Duration.ZERO, Duration.ofSeconds(2), 0);

    public SpawnLimits {
        if (timeout.isNegative() || gracePeriod.isNegative() || memory < 0) {
            throw new IllegalArgumentException(
                    "A limit cannot be negative: " + timeout + ", " + gracePeriod + ", " + memory);
        }
    }
}
