package it;

import org.junit.jupiter.api.Test;

class BTest {

    @Test
    void takesItsTurn() throws Exception {
        Turn.take();
    }
}
