package dev.simple.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A frame is the length of what follows, the message's type, and the message. */
public final class Frames {

    /** Reads the message of a type that stands in a frame. */
    @FunctionalInterface
    public interface Decoder<M> {
        M read(byte type, DataInput in) throws IOException;
    }

    private Frames() {}

    /** The whole frame of a message. */
    public static byte[] encode(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0);
            out.writeByte(message.type());
            message.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] frame = bytes.toByteArray();
        int length = frame.length - Integer.BYTES;
        if (length > Protocol.MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("A message of " + length + " bytes does not fit into a frame.");
        }
        frame[0] = (byte) (length >>> 24);
        frame[1] = (byte) (length >>> 16);
        frame[2] = (byte) (length >>> 8);
        frame[3] = (byte) length;
        return frame;
    }

    /**
     * Reads one frame.
     *
     * @return null at the end of the stream, also where a dying sender left half a frame
     */
    public static <M> @Nullable M read(DataInputStream in, Decoder<M> decoder) throws IOException {
        byte[] frame;
        try {
            int length = in.readInt();
            if (length < 1 || length > Protocol.MAX_FRAME_BYTES) {
                throw new ProtocolException("A frame of " + length + " bytes is not a frame of this protocol.");
            }
            frame = in.readNBytes(length);
            if (frame.length < length) {
                return null;
            }
        } catch (EOFException e) {
            return null;
        }
        DataInputStream message = new DataInputStream(new ByteArrayInputStream(frame, 1, frame.length - 1));
        return decoder.read(frame[0], message);
    }
}
