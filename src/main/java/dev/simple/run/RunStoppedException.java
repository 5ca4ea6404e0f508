package dev.simple.run;

/** The run was ended while it ran: Maven is being shut down, for example, or something that a run needs is gone. */
public class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RunStoppedException(String message) {
        super(message);
    }

    /** Of the current thread, which was interrupted while it drove the run, and which stays interrupted. */
    public static RunStoppedException interrupted() {
        Thread.currentThread().interrupt();
        return new RunStoppedException("The thread that drives the run was interrupted.");
    }
}
