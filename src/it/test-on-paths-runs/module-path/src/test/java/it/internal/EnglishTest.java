package it.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.Greeting;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class EnglishTest {

    @Test
    void isInTheModule() {
        assertEquals("it.module", EnglishTest.class.getModule().getName());
        assertEquals(EnglishTest.class.getModule(), English.class.getModule());
    }

    @Test
    void reachesWhatIsHidden() {
        assertEquals("hidden", new English().hidden());
    }

    @Test
    void findsTheService() {
        Greeting greeting = ServiceLoader.load(Greeting.class, getClass().getClassLoader()).findFirst().orElseThrow();

        assertEquals("Hello", greeting.text());
    }

    @Test
    void knowsWhatTheModuleRequiresAsAModule() {
        assertTrue(AssertionFailedError.class.getModule().isNamed());
        assertFalse(Test.class.getModule().isNamed());
    }

    @ParameterizedTest
    @ValueSource(strings = "/it/greeting.txt")
    void readsTheResourceOfTheTests(String name) throws Exception {
        assertEquals("of the tests", new String(getClass().getResourceAsStream(name).readAllBytes()).strip());
    }
}
