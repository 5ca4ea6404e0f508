package it;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class TwoIT {

    @Test
    void fails() {
        fail("not to be run");
    }

    @Test
    void passes() {}
}
