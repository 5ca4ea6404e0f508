package it;

import org.junit.jupiter.api.Test;

class CLastTest {

    @Test
    void calls() {
        Covered.byTheLast();
    }
}
