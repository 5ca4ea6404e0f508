package it;

import org.junit.jupiter.api.Test;

class OtherCheck {

    @Test
    void isLeftOut() {
        throw new AssertionError("groups has no effect");
    }
}
