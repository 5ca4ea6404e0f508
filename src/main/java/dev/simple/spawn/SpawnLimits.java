package dev.simple.spawn;

import java.time.Duration;

/**
 * How long a spawn may live.
 *
 * @param timeout after this time it is ended with all that descends from it; zero for no limit. Time in which this
 *     process is suspended does not count.
 * @param gracePeriod the time between SIGTERM and SIGKILL, whenever it is ended
 */
public record SpawnLimits(Duration timeout, Duration gracePeriod) {

    /** No time limit, and 2 s of grace. */
    public static final SpawnLimits DEFAULT = new SpawnLimits(Duration.ZERO, Duration.ofSeconds(2));

    public SpawnLimits {
        if (timeout.isNegative() || gracePeriod.isNegative()) {
            throw new IllegalArgumentException("A limit cannot be negative: " + timeout + ", " + gracePeriod);
        }
    }
}
