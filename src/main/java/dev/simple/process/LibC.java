package dev.simple.process;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Functions of the C library under their own names. They are looked up when they are called: to register them as native
 * methods would cost every start 50 ms, more than what each call would save.
 */
final class LibC {

    private static final NativeLibrary LIBRARY = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);

    private LibC() {}

    static int setsid() {
        return call("setsid");
    }

    static int _exit(int code) {
        return call("_exit", code);
    }

    static int prctl(int option, NativeLong a, NativeLong b, NativeLong c, NativeLong d) {
        return call("prctl", option, a, b, c, d);
    }

    static int kill(int pid, int signal) {
        return call("kill", pid, signal);
    }

    static int close(int fd) {
        return call("close", fd);
    }

    static int fcntl(int fd, int command, int argument) {
        return call("fcntl", fd, command, argument);
    }

    static int waitpid(int pid, IntByReference status, int options) throws LastErrorException {
        return callOrThrow("waitpid", pid, status, options);
    }

    static int waitid(int kind, int id, Pointer info, int options) throws LastErrorException {
        return callOrThrow("waitid", kind, id, info, options);
    }

    static long syscall(NativeLong number, NativeLong a, NativeLong b, Pointer c, NativeLong d) {
        NativeLong result =
                (NativeLong) LIBRARY.getFunction("syscall").invoke(NativeLong.class, new Object[] {number, a, b, c, d});
        return result.longValue();
    }

    static int clock_gettime(int clock, long[] time) {
        return call("clock_gettime", clock, time);
    }

    static String strerror(int error) {
        return LIBRARY.getFunction("strerror").invokeString(new Object[] {error}, false);
    }

    static int sigemptyset(Pointer set) {
        return call("sigemptyset", set);
    }

    static int sigfillset(Pointer set) {
        return call("sigfillset", set);
    }

    static int posix_spawn_file_actions_init(Pointer actions) {
        return call("posix_spawn_file_actions_init", actions);
    }

    static int posix_spawn_file_actions_destroy(Pointer actions) {
        return call("posix_spawn_file_actions_destroy", actions);
    }

    static int posix_spawn_file_actions_addopen(Pointer actions, int fd, Pointer path, int flags, int mode) {
        return call("posix_spawn_file_actions_addopen", actions, fd, path, flags, mode);
    }

    static int posix_spawn_file_actions_addchdir_np(Pointer actions, Pointer path) {
        return call("posix_spawn_file_actions_addchdir_np", actions, path);
    }

    static int posix_spawnattr_init(Pointer attributes) {
        return call("posix_spawnattr_init", attributes);
    }

    static int posix_spawnattr_destroy(Pointer attributes) {
        return call("posix_spawnattr_destroy", attributes);
    }

    static int posix_spawnattr_setflags(Pointer attributes, short flags) {
        return call("posix_spawnattr_setflags", attributes, flags);
    }

    static int posix_spawnattr_setsigmask(Pointer attributes, Pointer set) {
        return call("posix_spawnattr_setsigmask", attributes, set);
    }

    static int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set) {
        return call("posix_spawnattr_setsigdefault", attributes, set);
    }

    static int posix_spawnp(
            IntByReference pid, Pointer file, Pointer actions, Pointer attributes, Pointer argv, Pointer envp) {
        return call("posix_spawnp", pid, file, actions, attributes, argv, envp);
    }

    /**
     * Fails if this library lacks the youngest of these functions, which glibc has since 2.29 and musl since 1.1.24.
     *
     * @throws UnsatisfiedLinkError if it does
     */
    static void requireAll() {
        var unused = LIBRARY.getFunction("posix_spawn_file_actions_addchdir_np");
    }

    private static int call(String function, Object... arguments) {
        return LIBRARY.getFunction(function).invokeInt(arguments);
    }

    private static int callOrThrow(String function, Object... arguments) {
        return LIBRARY.getFunction(function, Function.THROW_LAST_ERROR).invokeInt(arguments);
    }
}
