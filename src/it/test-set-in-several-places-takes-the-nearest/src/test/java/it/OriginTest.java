package it;

import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void saysWhoSetArgLine() {
        System.out.println("argLine is from " + System.getProperty("origin"));
    }
}
