package it;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

class ClassPathTest {

    @Test
    void seesTheElement() {
        assertNotNull(getClass().getResource("/additional.txt"));
    }
}
