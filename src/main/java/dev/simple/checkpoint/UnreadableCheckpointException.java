package dev.simple.checkpoint;

/** A file is no checkpoint that could be continued from. The message says why, and not which file it is. */
public class UnreadableCheckpointException extends Exception {

    private static final long serialVersionUID = 1;

    public UnreadableCheckpointException(String message) {
        super(message);
    }
}
