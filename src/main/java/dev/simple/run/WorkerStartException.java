package dev.simple.run;

/** Workers cannot be started at all; the message has the command's own words. */
public class WorkerStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WorkerStartException(String message) {
        super(message);
    }
}
