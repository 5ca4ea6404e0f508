package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TwoTest {

    @Test
    void runsInAContainer() {
        assertTrue(Files.exists(Path.of("/.dockerenv")));
    }
}
