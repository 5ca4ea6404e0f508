package dev.simple.config;

/** A user's mistake: the message says what is wrong, where it was set, and what to write instead. */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
