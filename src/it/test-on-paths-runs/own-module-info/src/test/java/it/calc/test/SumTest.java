package it.calc.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.calc.Sum;
import org.junit.jupiter.api.Test;

class SumTest {

    @Test
    void isAModuleBesideThatOfTheClasses() {
        assertEquals("it.calc.test", SumTest.class.getModule().getName());
        assertEquals("it.calc", Sum.class.getModule().getName());
        assertEquals("org.junit.jupiter.api", Test.class.getModule().getName());
    }

    @Test
    void adds() {
        assertEquals(3, Sum.of(1, 2));
    }
}
