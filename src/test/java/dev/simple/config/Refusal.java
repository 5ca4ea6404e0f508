package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What a user is told whose configuration is refused. */
public final class Refusal {

    private Refusal() {}

    /** The message of the exception that must be thrown. */
    public static String of(Executable reading) {
        String message = assertThrows(ConfigurationException.class, reading).getMessage();
        assertNotNull(message);
        return message;
    }
}
