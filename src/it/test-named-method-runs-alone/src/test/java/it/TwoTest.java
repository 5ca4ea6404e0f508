package it;

import org.junit.jupiter.api.Test;

class TwoTest {

    @Test
    void chosen() {}

    @Test
    void other() {
        throw new AssertionError("not chosen");
    }
}
