package dev.simple.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A worker has something in it that ran too long; it is asked for its threads and then ended.
 *
 * @param className the class, null if none had begun
 * @param killAt the active time at which it is ended without an answer
 * @param threadDump null while there is no answer
 */
record TimeLimitBreach(
        @Nullable String className,
        Duration limit,
        boolean stopped,
        Duration killAt,
        @Nullable String threadDump) {

    TimeLimitBreach withThreadDump(String text) {
        return new TimeLimitBreach(className, limit, stopped, killAt, text);
    }
}
