package dev.simple.spawn.docker;

import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.OutputMark;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The file that takes what comes from a worker's stdout or stderr, without its marks. Thread-safe. */
final class MarkedFile extends OutputStream {

    private final FileOutputStream file;
    private final Duration patience;
    private final TreeMap<Integer, Long> lengthsByMark = new TreeMap<>();
    private byte[] cutOff = new byte[0];
    private long length;
    private int missed;

    /** @param patience how long a mark is waited for */
    MarkedFile(Path file, Duration patience) throws IOException {
        this.file = new FileOutputStream(file.toFile(), true);
        this.patience = patience;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        byte[] pending = Arrays.copyOf(cutOff, cutOff.length + count);
        System.arraycopy(bytes, offset, pending, cutOff.length, count);
        IOException problem = null;
        while (pending.length > 0) {
            int mark = OutputMark.find(pending);
            try {
                append(pending, mark);
            } catch (IOException e) {
                // The disk is full: what is lost is text, the marks are not.
                problem = e;
            }
            pending = Arrays.copyOfRange(pending, mark, pending.length);
            if (!OutputMark.isWhole(pending)) {
                break;
            }
            lengthsByMark.put(OutputMark.number(pending), length);
            notifyAll();
            pending = OutputMark.rest(pending);
        }
        cutOff = pending;
        if (problem != null) {
            throw problem;
        }
    }

    private void append(byte[] bytes, int count) throws IOException {
        try {
            file.write(bytes, 0, count);
            length += count;
        } catch (IOException e) {
            length = file.getChannel().size();
            throw e;
        }
    }

    /**
     * Waits for a mark, unless one before did not come.
     *
     * @param told the number of the mark, negative
     * @return the length of the file without what came after the mark, unknown if that does not come
     */
    synchronized long arrived(long told) {
        if (told >= 0) {
            return told;
        }
        int mark = (int) -told;
        long end = System.nanoTime() + patience.toNanos();
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
        lengthsByMark.headMap(mark).clear();
        return before;
    }

    private boolean isMissing(int mark) {
        return mark > 0 && lengthsByMark.ceilingKey(mark) == null;
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            if (cutOff.length > 0) {
                append(cutOff, cutOff.length);
                cutOff = new byte[0];
            }
        }
    }
}
