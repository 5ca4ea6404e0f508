package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One instance for both methods, if the configuration parameter arrives. */
@Tag("chosen")
class LifecycleCheck {

    private int calls;
    private static int allCalls;

    @Test
    void countsOnce() {
        assertEquals(++allCalls, ++calls);
    }

    @Test
    void countsTwice() {
        assertEquals(++allCalls, ++calls);
    }
}
