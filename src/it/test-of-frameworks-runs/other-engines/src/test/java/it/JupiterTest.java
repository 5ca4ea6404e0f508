package it;

import org.junit.jupiter.api.Test;

class JupiterTest {

    @Test
    void passes() {}
}
