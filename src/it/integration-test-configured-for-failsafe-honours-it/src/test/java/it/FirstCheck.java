package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FirstCheck {

    @Test
    @Tag("chosen")
    void isChosen() {
        assertEquals("from argLine", System.getProperty("argument"));
    }

    @Test
    void isNotChosen() {
        fail("of the other execution");
    }
}
