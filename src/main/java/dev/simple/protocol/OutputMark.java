package dev.simple.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a worker in a container writes to its own stdout and stderr to tell how much it has written there, for bytes come
 * through the engine, later than what it says. Each mark has a larger number than those before, from 1.
 */
public final class OutputMark {

    private static final byte[] HEAD = "\0\0simple-mark\0".getBytes(US_ASCII);
    private static final int LENGTH = HEAD.length + Integer.BYTES;

    private OutputMark() {}

    /** As it is written, in one piece. */
    public static byte[] encode(int number) {
        return ByteBuffer.allocate(LENGTH).put(HEAD).putInt(number).array();
    }

    /** Where the first mark is, which may be cut off by the end of the bytes; their number if there is none. */
    public static int find(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && !isAt(bytes, at)) {
            at++;
        }
        return at;
    }

    private static boolean isAt(byte[] bytes, int at) {
        int length = Math.min(HEAD.length, bytes.length - at);
        return Arrays.equals(bytes, at, at + length, HEAD, 0, length);
    }

    /** Whether the mark that the bytes begin with is whole. */
    public static boolean isWhole(byte[] bytes) {
        return bytes.length >= LENGTH;
    }

    /** The number of the whole mark that the bytes begin with. */
    public static int number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(HEAD.length);
    }

    /** What follows the whole mark that the bytes begin with. */
    public static byte[] rest(byte[] bytes) {
        return Arrays.copyOfRange(bytes, LENGTH, bytes.length);
    }
}
