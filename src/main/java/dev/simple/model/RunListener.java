package dev.simple.model;

import java.time.Instant;

/** Is told of a run's events, one after another, on the dispatcher's thread. */
public interface RunListener {
    void on(RunEvent event);

    /** Time has passed; called several times a second. */
    default void tick(Instant now) {}
}
