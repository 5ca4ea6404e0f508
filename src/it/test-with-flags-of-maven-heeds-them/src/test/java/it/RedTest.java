package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RedTest {

    @Test
    void fails() {
        assertEquals(4, 2 + 1);
    }

    @Test
    void passes() {}
}
