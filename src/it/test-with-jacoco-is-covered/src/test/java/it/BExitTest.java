package it;

import org.junit.jupiter.api.Test;

class BExitTest {

    @Test
    void calls() {
        Covered.beforeAnExit();
        System.exit(3);
    }
}
