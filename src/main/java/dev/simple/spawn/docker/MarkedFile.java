package dev.simple.spawn.docker;

import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.OutputMark;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The file that takes what comes from a worker's stdout or stderr, without its marks. Thread-safe. */
final class MarkedFile extends OutputStream {

    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final OutputStream file;
    private final TreeMap<Integer, Long> lengthsByMark = new TreeMap<>();
    private byte[] cutOff = new byte[0];
    private long length;
    private int missed;

    MarkedFile(Path file) throws IOException {
        this.file = new FileOutputStream(file.toFile(), true);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        byte[] pending = Arrays.copyOf(cutOff, cutOff.length + count);
        System.arraycopy(bytes, offset, pending, cutOff.length, count);
        cutOff = new byte[0];
        int mark = OutputMark.find(pending);
        while (mark < pending.length) {
            append(Arrays.copyOf(pending, mark));
            pending = Arrays.copyOfRange(pending, mark, pending.length);
            if (!OutputMark.isWhole(pending)) {
                cutOff = pending;
                return;
            }
            lengthsByMark.put(OutputMark.number(pending), length);
            notifyAll();
            pending = OutputMark.rest(pending);
            mark = OutputMark.find(pending);
        }
        append(pending);
    }

    private void append(byte[] bytes) throws IOException {
        file.write(bytes);
        length += bytes.length;
    }

    /**
     * Waits for a mark, a second at most, and no more if the one before did not come.
     *
     * @param told the number of the mark, negative
     * @return the length of the file without what came after the mark, unknown if that does not come
     */
    synchronized long arrived(long told) {
        if (told >= 0) {
            return told;
        }
        int mark = (int) -told;
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            long left = end - System.nanoTime();
            while (isMissing(mark) && !isMissing(missed) && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (isMissing(mark)) {
            missed = Math.max(missed, mark);
            return OutputLengths.UNKNOWN;
        }
        long before = lengthsByMark.ceilingEntry(mark).getValue();
        lengthsByMark.headMap(lengthsByMark.lastKey()).clear();
        return before;
    }

    private boolean isMissing(int mark) {
        return mark > 0 && lengthsByMark.ceilingKey(mark) == null;
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            if (cutOff.length > 0) {
                append(cutOff);
                cutOff = new byte[0];
            }
        }
    }
}
