package dev.simple.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What goes through the one stream in each direction between a relay and the runner: bytes of the worker's channel, or what
 * the worker has written to its stdout.
 *
 * @param content at most {@link #MAX_BYTES}; of the channel, nothing means that it has ended
 */
public record RelayFrame(Kind kind, byte[] content) {

    public static final int MAX_BYTES = 1 << 16;

    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    /** Whose bytes they are. */
    public enum Kind {
        CHANNEL(0),
        OUTPUT(1);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** As it goes through the stream. */
    public byte[] encode() {
        return ByteBuffer.allocate(HEAD_BYTES + content.length)
                .put((byte) kind.code)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /**
     * Reads one.
     *
     * @return null at the end of the stream, also where half a frame is left
     */
    public static @Nullable RelayFrame read(DataInputStream in) throws IOException {
        try {
            int code = in.readUnsignedByte();
            int length = in.readInt();
            if (code > Kind.OUTPUT.code || length < 0 || length > MAX_BYTES) {
                throw new ProtocolException("What comes through the stream of a worker is not of this protocol: kind "
                        + code + ", " + length + " bytes.");
            }
            byte[] content = in.readNBytes(length);
            Kind kind = code == Kind.CHANNEL.code ? Kind.CHANNEL : Kind.OUTPUT;
            return content.length < length ? null : new RelayFrame(kind, content);
        } catch (EOFException e) {
            return null;
        }
    }
}
