package it;

import org.junit.jupiter.api.Test;

class ACrashIT {

    @Test
    void ends() {
        Runtime.getRuntime().halt(77);
    }
}
