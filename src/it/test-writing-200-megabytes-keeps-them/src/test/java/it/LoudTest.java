package it;

import org.junit.jupiter.api.Test;

class LoudTest {

    @Test
    void writesALot() {
        String line = "x".repeat(99);
        for (int i = 0; i < 2_000_000; i++) {
            System.out.println(line);
        }
    }
}
