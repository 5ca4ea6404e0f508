package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LateTest {

    @Test
    void hasTheValueSetDuringTheBuild() {
        assertEquals("of the build", System.getProperty("late"));
        assertEquals("after nothing", System.getProperty("last"));
    }
}
