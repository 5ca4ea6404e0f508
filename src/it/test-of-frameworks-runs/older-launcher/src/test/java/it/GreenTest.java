package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junitpioneer.jupiter.SetSystemProperty;

class GreenTest {

    @Test
    @SetSystemProperty(key = "colour", value = "green")
    void passes() {
        assertEquals("green", System.getProperty("colour"));
    }
}
