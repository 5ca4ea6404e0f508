package dev.simple.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What Linux can do with processes and the JDK cannot. */
public final class Linux {

    /**
     * A child that was waited for.
     *
     * @param code its exit code, 0 if a signal ended it
     * @param signal the signal that ended it, 0 if it exited
     */
    public record Reaped(long pid, int code, int signal) {}

    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int SYS_PIDFD_SEND_SIGNAL = 424;
    private static final int SYS_PIDFD_OPEN = 434;
    private static final int CLOCK_BOOTTIME = 7;
    private static final int WNOHANG = 1;
    private static final int ECHILD = 10;

    private final boolean pidfd;

    Linux() {
        LibC.requireAll();
        int self = openPidfd(ProcessTable.ownId());
        pidfd = self >= 0;
        if (pidfd) {
            close(self);
        }
    }

    /** Makes this process the leader of a session of its own, without a terminal. False if it leads a group already. */
    public boolean startSession() {
        return LibC.setsid() >= 0;
    }

    /**
     * Ends this process at once. A JVM that ends itself, even with {@code halt}, waits up to 300 ms for threads in native
     * code (HotSpot's {@code wait_for_threads_in_native_to_block}).
     */
    public void exit(int code) {
        LibC._exit(code);
    }

    /** Whether orphans among the descendants of this process become its children. */
    public boolean adoptOrphans(boolean adopt) {
        NativeLong nothing = new NativeLong(0);
        return LibC.prctl(PR_SET_CHILD_SUBREAPER, new NativeLong(adopt ? 1 : 0), nothing, nothing, nothing) == 0;
    }

    /** Whether this kernel has handles of processes, with which a signal cannot hit a stranger. */
    public boolean hasPidfd() {
        return pidfd;
    }

    int openPidfd(long pid) {
        NativeLong nothing = new NativeLong(0);
        return (int) LibC.syscall(new NativeLong(SYS_PIDFD_OPEN), new NativeLong(pid), nothing, Pointer.NULL, nothing);
    }

    boolean signalPidfd(int fd, int signal) {
        return LibC.syscall(
                        new NativeLong(SYS_PIDFD_SEND_SIGNAL),
                        new NativeLong(fd),
                        new NativeLong(signal),
                        Pointer.NULL,
                        new NativeLong(0))
                == 0;
    }

    void close(int fd) {
        LibC.close(fd);
    }

    boolean kill(long pid, int signal) {
        return LibC.kill((int) pid, signal) == 0;
    }

    /** Kills a process group. The caller has a child in it that it has not waited for, so that it is the right one. */
    public void killGroup(long group) {
        LibC.kill((int) -group, Signaller.Signal.KILL.number());
    }

    /** The time since the machine was booted, as the start of a process is measured. */
    Duration uptime() {
        long[] time = new long[2];
        LibC.clock_gettime(CLOCK_BOOTTIME, time);
        return Duration.ofSeconds(time[0], time[1]);
    }

    /** Waits for whichever child has ended; null if none has. For a process in which nobody else waits for children. */
    public @Nullable Reaped reapAny() {
        return reap(-1);
    }

    /** Waits for this child if it has ended; null if it has not or is no child. */
    public @Nullable Reaped reap(long pid) {
        IntByReference status = new IntByReference();
        try {
            int reaped = LibC.waitpid((int) pid, status, WNOHANG);
            if (reaped <= 0) {
                return null;
            }
            int signal = status.getValue() & 0x7f;
            return new Reaped(reaped, signal == 0 ? (status.getValue() >> 8) & 0xff : 0, signal);
        } catch (LastErrorException e) {
            return null;
        }
    }

    /** The kernel's own answer to whether this process has any child, ended or not. Waits for none. */
    public boolean hasChildren() {
        // WNOWAIT leaves a child that has ended as it is.
        Pointer none = Pointer.NULL;
        try {
            return LibC.waitid(0, 0, none, 0x01000000 | WNOHANG | 4) == 0;
        } catch (LastErrorException e) {
            return e.getErrorCode() != ECHILD;
        }
    }
}
