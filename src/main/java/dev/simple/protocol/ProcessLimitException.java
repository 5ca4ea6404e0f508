package dev.simple.protocol;

import java.io.IOException;

/** Nothing more can be started, because a limit of processes is reached. The message says which, and what to do about it. */
public final class ProcessLimitException extends IOException {

    private static final long serialVersionUID = 1;

    public ProcessLimitException(String message) {
        super(message);
    }
}
