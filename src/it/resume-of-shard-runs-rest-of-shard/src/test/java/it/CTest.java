package it;

import org.junit.jupiter.api.Test;

class CTest {

    @Test
    void takesItsTurn() throws Exception {
        Turn.take();
    }
}
