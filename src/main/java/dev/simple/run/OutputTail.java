package dev.simple.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Remembers the end of what a worker wrote, for the report of its death. */
final class OutputTail {

    private static final int MAX_BYTES = 8 * 1024;

    private byte[] tail = new byte[0];

    void append(byte[] bytes) {
        if (bytes.length >= MAX_BYTES) {
            tail = Arrays.copyOfRange(bytes, bytes.length - MAX_BYTES, bytes.length);
            return;
        }
        int kept = Math.min(tail.length, MAX_BYTES - bytes.length);
        byte[] joined = Arrays.copyOfRange(tail, tail.length - kept, tail.length + bytes.length);
        System.arraycopy(bytes, 0, joined, kept, bytes.length);
        tail = joined;
    }

    void clear() {
        tail = new byte[0];
    }

    /** From the beginning of a line, if it is not the whole. */
    String text() {
        String text = new String(tail, UTF_8);
        int firstLine = text.indexOf('\n');
        return tail.length < MAX_BYTES - 1 || firstLine < 0 ? text : text.substring(firstLine + 1);
    }
}
