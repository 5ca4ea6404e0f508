package dev.simple.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A terminal without a screen: what is typed reaches the processes on it, and its closing is a hangup. */
final class PseudoTerminal implements AutoCloseable {

    private interface LibC extends Library {
        int posix_openpt(int flags);

        int grantpt(int fd);

        int unlockpt(int fd);

        int ptsname_r(int fd, Memory name, long size);

        int poll(Memory set, long count, int timeout);

        long read(int fd, Memory bytes, long count);

        long write(int fd, byte[] bytes, long count);

        int close(int fd);
    }

    private static final LibC C = Native.load("c", LibC.class);
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;
    private static final int POLL_MILLIS = 10;

    private final int master;
    private final String path;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Thread reader = new Thread(this::read, "terminal");
    private volatile boolean closed;

    PseudoTerminal() throws IOException {
        master = C.posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        Memory name = new Memory(100);
        if (master < 0 || C.grantpt(master) != 0 || C.unlockpt(master) != 0 || C.ptsname_r(master, name, 100) != 0) {
            throw new IOException("This machine gives no pseudo-terminal.");
        }
        path = name.getString(0);
        // An ordinary user is given it by root.
        Files.setPosixFilePermissions(Path.of(path), PosixFilePermissions.fromString("rw-rw-rw-"));
        reader.setDaemon(true);
        reader.start();
    }

    /** Makes this the controlling terminal of a command, which leads the session on it. */
    List<String> session() {
        // The shell leads no session, so that opening the terminal does not make it the shell's.
        return List.of("sh", "-c", "t=$1; shift; exec setsid -c \"$@\" <$t >$t 2>&1", "sh", path);
    }

    void type(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (C.write(master, bytes, bytes.length) != bytes.length) {
            throw new IllegalStateException("The terminal does not take what is typed.");
        }
    }

    /** What was printed on it until now. */
    String output() {
        synchronized (output) {
            return output.toString(UTF_8);
        }
    }

    private void read() {
        Memory set = new Memory(8);
        Memory bytes = new Memory(4096);
        // Never in read() while the terminal is closed: that would keep it open.
        while (!closed) {
            set.setInt(0, master);
            set.setShort(4, POLLIN);
            set.setShort(6, (short) 0);
            boolean ready = C.poll(set, 1, POLL_MILLIS) > 0;
            boolean readable = ready && (set.getShort(6) & POLLIN) != 0;
            long count = readable ? C.read(master, bytes, bytes.size()) : 0;
            if (ready && !readable) {
                // Nobody has it open any more, of which the kernel tells at once.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
            }
            if (count > 0) {
                synchronized (output) {
                    output.writeBytes(bytes.getByteArray(0, (int) count));
                }
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            C.close(master);
        }
    }
}
