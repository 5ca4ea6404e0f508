package dev.simple.spawn;

import dev.simple.model.ContainerUse;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param code its exit code, 0 if a signal ended it
 * @param signal the number of the signal that ended it, 0 if it exited
 * @param timedOut whether it was ended because its time was over
 * @param remark why it ended, as far as its container tells, in one phrase to be read after "the worker"; null if nothing
 *     is known beyond the rest
 * @param container what its container has used, null if it had none
 */
public record ExitStatus(
        int code,
        int signal,
        boolean timedOut,
        @Nullable String remark,
        @Nullable ContainerUse container) {

    private static final int SIGNAL = 128;

    private static final int LAST_SIGNAL = 64;

    ExitStatus(int code, int signal, boolean timedOut) {
        this(code, signal, timedOut, null, null);
    }

    /** What the JDK calls an exit code, which cannot tell a signal from an exit with 128 and its number. */
    static ExitStatus of(int exitCode) {
        return of(exitCode, null, null);
    }

    /** The same of a container. */
    public static ExitStatus of(int exitCode, @Nullable String remark, @Nullable ContainerUse container) {
        boolean signalled = exitCode > SIGNAL && exitCode <= SIGNAL + LAST_SIGNAL;
        return new ExitStatus(signalled ? 0 : exitCode, signalled ? exitCode - SIGNAL : 0, false, remark, container);
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
