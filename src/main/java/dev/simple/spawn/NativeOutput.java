package dev.simple.spawn;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that a process writes to, read while it grows. */
public final class NativeOutput {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path file;
    private long position;

    NativeOutput(Path file) {
        this.file = file;
    }

    /** How many bytes there are that were not read yet. */
    public long unread() throws IOException {
        long length = Files.size(file);
        return length < position ? length : length - position;
    }

    /** The next bytes that were not read yet, 64 KiB at most; empty if there are none now. */
    public byte[] read() throws IOException {
        return readTo(Long.MAX_VALUE);
    }

    /**
     * Likewise, of the first bytes of the file.
     *
     * @param end how many
     */
    public byte[] readTo(long end) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                // Who opened it by its name has emptied it.
                position = 0;
            }
            long available = Math.min(end, in.length()) - position;
            if (available <= 0) {
                return new byte[0];
            }
            in.seek(position);
            byte[] bytes = new byte[(int) Math.min(available, CHUNK_BYTES)];
            in.readFully(bytes);
            position += bytes.length;
            return bytes;
        } catch (FileNotFoundException | EOFException e) {
            throw new NoSuchFileException(file.toString(), null, "it was removed while the worker wrote to it");
        }
    }
}
