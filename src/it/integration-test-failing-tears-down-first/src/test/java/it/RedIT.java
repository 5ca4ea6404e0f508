package it;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class RedIT {

    @Test
    void fails() {
        fail("as it is meant to");
    }

    @Test
    void passes() {}
}
