package dev.simple.guard;

import java.util.function.Consumer;

/** Where a run hears how the machine is. */
public interface GuardFeed {

    /**
     * Begins to listen.
     *
     * @param readings told of each look at the machine
     * @param blind told in a sentence when the machine cannot be looked at any more
     * @return ends that
     */
    Subscription listen(Consumer<GuardReading> readings, Consumer<String> blind);

    /** What has been begun. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
