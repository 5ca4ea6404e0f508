package dev.simple.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Knows where the body of a message ends, while its bytes go by. */
final class HttpBody {

    private static final int LONGEST_SIZE_LINE = 4096;

    private enum Part {
        DATA,
        SIZE,
        AFTER_CHUNK,
        TRAILER,
        END,
        /** Whatever comes. */
        ENDLESS
    }

    private final boolean chunked;
    private final StringBuilder line = new StringBuilder();
    private Part part;
    private long left;

    private HttpBody(boolean chunked, Part part, long left) {
        this.chunked = chunked;
        this.part = part;
        this.left = left;
    }

    static HttpBody ofLength(long length) {
        return new HttpBody(false, length == 0 ? Part.END : Part.DATA, length);
    }

    static HttpBody inChunks() {
        return new HttpBody(true, Part.SIZE, 0);
    }

    /** One that the end of the connection ends. */
    static HttpBody endless() {
        return new HttpBody(false, Part.ENDLESS, 0);
    }

    boolean isOver() {
        return part == Part.END;
    }

    /** Whether nothing but the end of the connection ends it; of a request, that it is malformed. */
    boolean isEndless() {
        return part == Part.ENDLESS;
    }

    /**
     * Goes over the bytes that belong to the body.
     *
     * @param content takes what they carry, null if nobody wants it
     */
    void skip(ByteBuffer bytes, @Nullable ByteArrayOutputStream content) {
        while (bytes.hasRemaining() && part != Part.END) {
            switch (part) {
                case ENDLESS -> bytes.position(bytes.limit());
                case DATA -> data(bytes, content);
                default -> line(bytes);
            }
        }
    }

    private void data(ByteBuffer bytes, @Nullable ByteArrayOutputStream content) {
        int count = (int) Math.min(left, bytes.remaining());
        if (content != null) {
            content.write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
        }
        bytes.position(bytes.position() + count);
        left -= count;
        if (left == 0) {
            part = chunked ? Part.AFTER_CHUNK : Part.END;
        }
    }

    private void line(ByteBuffer bytes) {
        char c = (char) (bytes.get() & 0xff);
        if (c != '\n') {
            line.append(c);
            if (line.length() > LONGEST_SIZE_LINE) {
                part = Part.ENDLESS;
            }
            return;
        }
        String text = line.toString().strip();
        line.setLength(0);
        switch (part) {
            case SIZE -> {
                try {
                    left = Long.parseLong(text.split(";", 2)[0].strip(), 16);
                    part = left == 0 ? Part.TRAILER : Part.DATA;
                } catch (NumberFormatException e) {
                    // The one whom it is for will say so.
                    part = Part.ENDLESS;
                }
            }
            case AFTER_CHUNK -> part = Part.SIZE;
            default -> part = text.isEmpty() ? Part.END : Part.TRAILER;
        }
    }
}
