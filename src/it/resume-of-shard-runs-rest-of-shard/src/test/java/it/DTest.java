package it;

import org.junit.jupiter.api.Test;

class DTest {

    @Test
    void takesItsTurn() throws Exception {
        Turn.take();
    }
}
