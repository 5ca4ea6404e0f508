package it;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ClassPathTest {

    @Test
    void lacksTheDependency() {
        assertNull(getClass().getResource("/org/apiguardian/api/API.class"));
        assertNotNull(getClass().getResource("/org/opentest4j/AssertionFailedError.class"));
    }
}
