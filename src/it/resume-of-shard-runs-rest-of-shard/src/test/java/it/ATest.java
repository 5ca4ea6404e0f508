package it;

import org.junit.jupiter.api.Test;

class ATest {

    @Test
    void takesItsTurn() throws Exception {
        Turn.take();
    }
}
