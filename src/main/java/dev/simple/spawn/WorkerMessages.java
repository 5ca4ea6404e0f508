package dev.simple.spawn;

import dev.simple.protocol.Frames;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.Output;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says. It sends what a test prints piece by piece, so that none is lost with it; of those that have arrived
 * here, the ones that belong together are handed over as one.
 */
final class WorkerMessages {

    /** Bytes of output in one message, and of what is read at once. */
    private static final int LARGEST = 64 * 1024;

    private final Buffer buffer;
    private final DataInputStream in;
    private @Nullable WorkerMessage ahead;
    private @Nullable IOException failure;

    WorkerMessages(InputStream stream) {
        this.buffer = new Buffer(stream);
        this.in = new DataInputStream(buffer);
    }

    private static final class Buffer extends BufferedInputStream {

        Buffer(InputStream stream) {
            super(stream, LARGEST);
        }

        /** The bytes that are here already. Unlike {@link #available}, it does not ask the stream, which may be closed. */
        synchronized int filled() {
            return count - pos;
        }
    }

    /** What comes before the first message. */
    DataInputStream in() {
        return in;
    }

    /** Waits for the next one; null at the end of the stream. */
    @Nullable
    WorkerMessage read() throws IOException {
        if (failure != null) {
            throw failure;
        }
        WorkerMessage message = ahead == null ? Frames.read(in, WorkerMessage::read) : ahead;
        ahead = null;
        return message instanceof Output output ? withWhatFollows(output) : message;
    }

    private Output withWhatFollows(Output first) throws IOException {
        ByteArrayOutputStream bytes = null;
        int length = first.bytes().length;
        while (length < LARGEST && isFrameThere()) {
            try {
                ahead = Frames.read(in, WorkerMessage::read);
            } catch (IOException e) {
                // What was read before is good.
                failure = e;
                break;
            }
            if (!(ahead instanceof Output next) || !belong(first, next) || length + next.bytes().length > LARGEST) {
                break;
            }
            if (bytes == null) {
                bytes = new ByteArrayOutputStream(2 * length);
                bytes.writeBytes(first.bytes());
            }
            bytes.writeBytes(next.bytes());
            length += next.bytes().length;
            ahead = null;
        }
        return bytes == null ? first : new Output(first.stderr(), first.test(), first.className(), bytes.toByteArray());
    }

    private static boolean belong(Output first, Output next) {
        return first.stderr() == next.stderr()
                && first.test() == next.test()
                && Objects.equals(first.className(), next.className());
    }

    /** Whether a whole frame is here already: nothing that was printed waits for what comes later. */
    private boolean isFrameThere() throws IOException {
        if (buffer.filled() < Integer.BYTES) {
            return false;
        }
        buffer.mark(Integer.BYTES);
        int length = in.readInt();
        buffer.reset();
        return length > 0 && buffer.filled() - Integer.BYTES >= length;
    }
}
