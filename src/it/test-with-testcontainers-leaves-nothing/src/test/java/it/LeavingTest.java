package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

class LeavingTest {

    @Test
    void leavesAContainerThatIsToBeUsedAgain() {
        GenericContainer<?> container = Containers.sleeping().withReuse(true);
        container.start();
        assertTrue(container.isRunning());
    }
}
