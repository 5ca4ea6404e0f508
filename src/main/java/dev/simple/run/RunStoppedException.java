package dev.simple.run;

/** The run was ended from outside while it ran: Maven is being shut down. */
public class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RunStoppedException(String message) {
        super(message);
    }
}
