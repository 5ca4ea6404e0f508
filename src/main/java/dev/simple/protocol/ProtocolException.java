package dev.simple.protocol;

import java.io.IOException;

/** The other side does not speak this protocol, or not this version of it. */
public class ProtocolException extends IOException {

    private static final long serialVersionUID = 1;

    public ProtocolException(String message) {
        super(message);
    }
}
