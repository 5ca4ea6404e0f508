package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WovenTest {

    static int number() {
        return 1;
    }

    @Test
    void isWoven() {
        assertEquals(2, number());
    }
}
