package dev.simple.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A worker has something in it that ran too long; it is asked for its threads and then ended.
 *
 * @param className the class, null if none had begun
 * @param source which setting the limit is of
 * @param killAt the active time at which it is ended without an answer
 * @param threadDump null while there is no answer
 */
record TimeLimitBreach(
        @Nullable String className,
        Duration limit,
        String source,
        boolean stopped,
        Duration killAt,
        @Nullable String threadDump) {

    TimeLimitBreach withThreadDump(String text) {
        return new TimeLimitBreach(className, limit, source, stopped, killAt, text);
    }
}
