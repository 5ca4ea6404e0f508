package it;

import org.junit.jupiter.api.Test;

class AFirstTest {

    @Test
    void calls() {
        Covered.byTheFirst();
    }
}
