package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("chosen")
class ChosenCheck {

    @Test
    void hasEverySetting() {
        System.out.println("written by the test");
        assertEquals("from argLine", System.getProperty("argument"));
        assertEquals("from the POM", System.getProperty("variable"));
        assertEquals("1", System.getProperty("fork"));
        assertEquals("set", System.getenv("IT_VARIABLE"));
        assertTrue(Path.of("").toAbsolutePath().endsWith("target/workplace"));
        assertEquals(System.getProperty("basedir"), Path.of("../..").toAbsolutePath().normalize().toString());
    }

    @Test
    @Tag("slow")
    void isLeftOut() {
        throw new AssertionError("excludedGroups has no effect");
    }
}
