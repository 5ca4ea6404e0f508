package dev.simple.spawn;

/**
 * How a process ended.
 *
 * @param code its exit code, 0 if a signal ended it
 * @param signal the number of the signal that ended it, 0 if it exited
 * @param timedOut whether it was ended because its time was over
 */
public record ExitStatus(int code, int signal, boolean timedOut) {

    private static final int SIGNAL = 128;

    private static final int LAST_SIGNAL = 64;

    /** What the JDK calls an exit code, which cannot tell a signal from an exit with 128 and its number. */
    static ExitStatus of(int exitCode) {
        boolean signalled = exitCode > SIGNAL && exitCode <= SIGNAL + LAST_SIGNAL;
        return new ExitStatus(signalled ? 0 : exitCode, signalled ? exitCode - SIGNAL : 0, false);
    }

    /** As a shell would say it: the exit code, or 128 and the signal. */
    public int asExitCode() {
        return signal > 0 ? SIGNAL + signal : code;
    }

    /** Whether it exited with code 0. */
    public boolean isSuccess() {
        return code == 0 && signal == 0;
    }
}
