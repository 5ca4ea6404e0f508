package it.hidden;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class WordTest {

    @Test
    void isOnTheClassPath() {
        assertFalse(Word.class.getModule().isNamed());
        assertFalse(WordTest.class.getModule().isNamed());
    }
}
