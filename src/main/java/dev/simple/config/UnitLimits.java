package dev.simple.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one class or spec file may use, where that is not what the run's settings say for all.
 *
 * @param profile the name of the profile that the limits are of; null without one
 * @param timeout how long it may run; null for what holds for all
 * @param memory bytes that its processes may use together; 0 for what holds for all
 * @param cpus processors' worth of time; 0 for what holds for all
 * @param adjusted whether the file itself says some of it
 */
public record UnitLimits(
        @Nullable String profile, @Nullable Duration timeout, long memory, double cpus, boolean adjusted) {

    /** Those of whatever has neither a profile nor limits of its own. */
    public static final UnitLimits NONE = new UnitLimits(null, null, 0, 0, false);

    /** Whether it says nothing. */
    public boolean isNone() {
        return profile == null && timeout == null && memory == 0 && cpus == 0;
    }

    /** These limits, and where they have none, the others. The name of the profile is that of the others. */
    public UnitLimits over(UnitLimits others) {
        return new UnitLimits(
                others.profile,
                timeout == null ? others.timeout : timeout,
                memory == 0 ? others.memory : memory,
                cpus == 0 ? others.cpus : cpus,
                adjusted || others.adjusted);
    }

    /** No more than there is. */
    public UnitLimits within(Capacity capacity) {
        return new UnitLimits(
                profile, timeout, Math.min(memory, capacity.memory()), Math.min(cpus, capacity.cpus()), adjusted);
    }

    /** Where they come from, for messages about a limit that was exceeded. */
    public String source() {
        String own = "the header of the file";
        return profile == null ? own : adjusted ? own + ", profile " + profile : "profile " + profile;
    }
}
