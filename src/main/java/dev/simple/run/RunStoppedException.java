package dev.simple.run;

/** The run was ended while it ran: Maven is being shut down, for example, or something that a run needs is gone. */
public class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RunStoppedException(String message) {
        super(message);
    }

    /** Of the current thread, which drives the run, and which is made to stay interrupted. */
    public static RunStoppedException ofInterruption(InterruptedException cause) {
        Thread.currentThread().interrupt();
        RunStoppedException stopped = new RunStoppedException("The thread that drives the run was interrupted.");
        stopped.initCause(cause);
        return stopped;
    }
}
