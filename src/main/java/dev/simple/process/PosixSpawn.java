package dev.simple.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts processes so that this process learns their exact ends: nobody else waits for them. Each leads a session of its
 * own, has no signal blocked or ignored, and inherits nothing but its three streams.
 */
public final class PosixSpawn {

    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_CREAT = 0x40;
    private static final int O_APPEND = 0x400;
    private static final int EAGAIN = 11;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;

    /** More than any C library's attributes, file actions and signal sets have. */
    private static final int STRUCTURE_BYTES = 1024;

    private static final Charset NATIVE = Charset.forName(
            System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

    private final Map<String, byte[]> inherited;

    /** Prepares to start processes with the environment of this process. */
    public PosixSpawn() throws IOException {
        this.inherited = environment(Files.readAllBytes(Path.of("/proc/self/environ")));
    }

    /** Bytes, because Java's strings lose what the encoding of this environment lacks. */
    private static Map<String, byte[]> environment(byte[] bytes) {
        Map<String, byte[]> variables = new LinkedHashMap<>();
        for (String variable : new String(bytes, ISO_8859_1).split("\0", -1)) {
            int separator = variable.indexOf('=', 1);
            if (separator > 0) {
                variables.put(variable.substring(0, separator), variable.getBytes(ISO_8859_1));
            }
        }
        return variables;
    }

    /**
     * Starts a process.
     *
     * @param command the program, looked up in PATH unless it has a slash, and its arguments
     * @param environment what is added to the environment of this process
     * @param withoutEnvironment names of variables of this process that it does not get
     * @param stdout the file to append its output to
     * @return its id
     * @throws dev.simple.protocol.ProcessLimitException if a limit of processes is reached
     * @throws IOException if it cannot be started for another reason, in the system's words
     */
    public long start(
            List<String> command,
            Path workingDirectory,
            Map<String, String> environment,
            List<String> withoutEnvironment,
            Path stdout,
            Path stderr)
            throws IOException {
        Map<String, byte[]> variables = new LinkedHashMap<>(inherited);
        withoutEnvironment.forEach(variables::remove);
        environment.forEach((name, value) -> variables.put(name, (name + "=" + value).getBytes(NATIVE)));
        List<byte[]> words = new ArrayList<>();
        for (String word : command) {
            words.add(word.getBytes(NATIVE));
        }
        Memory arguments = array(words);
        Memory settings = array(variables.values());
        Memory actions = new Memory(STRUCTURE_BYTES);
        Memory attributes = new Memory(STRUCTURE_BYTES);
        check(LibC.posix_spawn_file_actions_init(actions), "posix_spawn_file_actions_init");
        check(LibC.posix_spawnattr_init(attributes), "posix_spawnattr_init");
        try {
            Memory directory = string(workingDirectory.toString().getBytes(NATIVE));
            Memory in = string("/dev/null".getBytes(NATIVE));
            Memory out = string(stdout.toString().getBytes(NATIVE));
            Memory err = string(stderr.toString().getBytes(NATIVE));
            open(actions, 0, in, O_RDONLY);
            open(actions, 1, out, O_WRONLY | O_CREAT | O_APPEND);
            open(actions, 2, err, O_WRONLY | O_CREAT | O_APPEND);
            check(LibC.posix_spawn_file_actions_addchdir_np(actions, directory), "addchdir");
            Memory signals = new Memory(STRUCTURE_BYTES);
            LibC.sigemptyset(signals);
            check(LibC.posix_spawnattr_setsigmask(attributes, signals), "setsigmask");
            LibC.sigfillset(signals);
            check(LibC.posix_spawnattr_setsigdefault(attributes, signals), "setsigdefault");
            short flags = SETSIGDEF | SETSIGMASK | SETSID;
            check(LibC.posix_spawnattr_setflags(attributes, flags), "setflags");
            closeOnExec();
            IntByReference pid = new IntByReference();
            check(
                    LibC.posix_spawnp(pid, arguments.getPointer(0), actions, attributes, arguments, settings),
                    command.get(0));
            return pid.getValue();
        } finally {
            LibC.posix_spawn_file_actions_destroy(actions);
            LibC.posix_spawnattr_destroy(attributes);
        }
    }

    private static void open(Pointer actions, int fd, Pointer path, int flags) throws IOException {
        check(LibC.posix_spawn_file_actions_addopen(actions, fd, path, flags, 0666), "addopen");
    }

    /** The JVM opens some of its files without it. */
    private static void closeOnExec() {
        String[] open = new File("/proc/self/fd").list();
        for (String fd : open == null ? new String[0] : open) {
            int number = Integer.parseInt(fd);
            if (number > 2) {
                LibC.fcntl(number, F_SETFD, FD_CLOEXEC);
            }
        }
    }

    private static void check(int error, String what) throws IOException {
        if (error != 0) {
            String refusal = what + ": " + LibC.strerror(error);
            throw error == EAGAIN ? ProcessLimits.reached(refusal) : new IOException(refusal);
        }
    }

    private static Memory string(byte[] bytes) {
        Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }

    /** Pointers to strings, and null, with the strings behind them: JNA has to look after each piece of memory. */
    private static Memory array(Collection<byte[]> strings) {
        long size = Native.POINTER_SIZE;
        for (byte[] string : strings) {
            size += Native.POINTER_SIZE + string.length + 1;
        }
        Memory memory = new Memory(size);
        memory.clear();
        long pointer = 0;
        long at = (strings.size() + 1L) * Native.POINTER_SIZE;
        for (byte[] string : strings) {
            memory.write(at, string, 0, string.length);
            memory.setPointer(pointer, memory.share(at));
            pointer += Native.POINTER_SIZE;
            at += string.length + 1;
        }
        return memory;
    }
}
