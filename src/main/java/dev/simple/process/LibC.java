package dev.simple.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** Functions of the C library under their own names. */
final class LibC {

    static {
        Native.register(LibC.class, Platform.C_LIBRARY_NAME);
    }

    private LibC() {}

    static native int setsid();

    static native int prctl(int option, NativeLong a, NativeLong b, NativeLong c, NativeLong d);

    static native int kill(int pid, int signal);

    static native int close(int fd);

    static native int fcntl(int fd, int command, int argument);

    static native int waitpid(int pid, IntByReference status, int options) throws LastErrorException;

    static native int waitid(int kind, int id, Pointer info, int options) throws LastErrorException;

    static native NativeLong syscall(NativeLong number, NativeLong a, NativeLong b, Pointer c, NativeLong d);

    static native int clock_gettime(int clock, long[] time);

    static native String strerror(int error);

    static native int sigemptyset(Pointer set);

    static native int sigfillset(Pointer set);

    static native int posix_spawn_file_actions_init(Pointer actions);

    static native int posix_spawn_file_actions_destroy(Pointer actions);

    static native int posix_spawn_file_actions_addopen(Pointer actions, int fd, Pointer path, int flags, int mode);

    static native int posix_spawn_file_actions_addchdir_np(Pointer actions, Pointer path);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_destroy(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);

    static native int posix_spawnp(
            IntByReference pid, Pointer file, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);
}
