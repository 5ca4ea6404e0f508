package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OneTest {

    @Test
    void hasItsSettings() {
        assertEquals("yes", System.getenv("OF_ENVIRONMENT"));
        assertEquals("yes", System.getProperty("of.properties"));
        assertEquals("yes", System.getProperty("of.arguments"));
        assertTrue(Runtime.getRuntime().maxMemory() <= 64 << 20);
    }

    @Test
    void writesToTarget() throws Exception {
        Files.writeString(Path.of("target", "one"), "written in a container");
    }
}
