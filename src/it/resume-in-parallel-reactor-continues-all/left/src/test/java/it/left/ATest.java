package it.left;

import org.junit.jupiter.api.Test;

class ATest {

    @Test
    void passes() {}
}
