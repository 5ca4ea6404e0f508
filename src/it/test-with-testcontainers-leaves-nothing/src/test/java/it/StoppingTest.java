package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

class StoppingTest {

    @Test
    void stopsItsContainer() {
        try (GenericContainer<?> container = Containers.sleeping()) {
            container.start();
            assertTrue(container.isRunning());
        }
    }
}
