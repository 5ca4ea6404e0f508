package it.third;

import org.junit.jupiter.api.Test;

class ATest {

    @Test
    void passes() {}
}
