package it.second;

import org.junit.jupiter.api.Test;

class CTest {

    @Test
    void passes() {}
}
