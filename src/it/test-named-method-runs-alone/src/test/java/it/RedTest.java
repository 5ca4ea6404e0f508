package it;

import org.junit.jupiter.api.Test;

class RedTest {

    @Test
    void fails() {
        throw new AssertionError("not chosen");
    }
}
