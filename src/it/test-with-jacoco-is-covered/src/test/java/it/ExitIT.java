package it;

import org.junit.jupiter.api.Test;

class ExitIT {

    @Test
    void calls() {
        Covered.beforeAnExit();
        System.exit(3);
    }
}
