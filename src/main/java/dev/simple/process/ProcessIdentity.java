package dev.simple.process;

import org.jspecify.annotations.Nullable;

/**
 * One process and no other: ids are used again, but not with the same start.
 *
 * @param start on Linux field 22 of {@code /proc/PID/stat}, in clock ticks since the machine was booted; elsewhere
 *     milliseconds since 1970
 */
public record ProcessIdentity(long pid, long start) {

    /** Written out as {@link #hashCode} is: the first one that the JDK makes costs the start of the supervisor 65 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessIdentity identity && identity.pid == pid && identity.start == start;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(pid) * 31 + Long.hashCode(start);
    }
}
