package dev.simple.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a test; a rerun is another one.
 *
 * @param startedAt null where that is not known or did not happen
 * @param problem present exactly when the outcome is a failure or an error
 * @param skipReason why it was skipped, null where nobody said or it was not
 */
public record TestExecution(
        Outcome outcome,
        @Nullable Instant startedAt,
        Duration duration,
        @Nullable Problem problem,
        @Nullable String skipReason,
        CapturedOutput output) {

    public TestExecution {
        if (outcome.isProblem() != (problem != null)) {
            throw new IllegalArgumentException(outcome + " with problem " + problem);
        }
    }
}
