package dev.simple.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values are written into a frame. Strings are UTF-8 behind their length in bytes; null has the length -1. */
final class Wire {

    private Wire() {}

    static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[readLength(in)];
        in.readFully(bytes);
        return bytes;
    }

    static void writeString(DataOutput out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            writeBytes(out, value.getBytes(UTF_8));
        }
    }

    static String readString(DataInput in) throws IOException {
        return new String(readBytes(in), UTF_8);
    }

    static @Nullable String readNullableString(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return null;
        }
        byte[] bytes = new byte[checkLength(length)];
        in.readFully(bytes);
        return new String(bytes, UTF_8);
    }

    static void writeStrings(DataOutput out, List<String> values) throws IOException {
        out.writeInt(values.size());
        for (String value : values) {
            writeString(out, value);
        }
    }

    static List<String> readStrings(DataInput in) throws IOException {
        int size = readLength(in);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(readString(in));
        }
        return values;
    }

    static void writeMap(DataOutput out, Map<String, String> values) throws IOException {
        out.writeInt(values.size());
        for (Map.Entry<String, String> entry : values.entrySet()) {
            writeString(out, entry.getKey());
            writeString(out, entry.getValue());
        }
    }

    static Map<String, String> readMap(DataInput in) throws IOException {
        int size = readLength(in);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            values.put(readString(in), readString(in));
        }
        return values;
    }

    private static int readLength(DataInput in) throws IOException {
        return checkLength(in.readInt());
    }

    private static int checkLength(int length) throws ProtocolException {
        if (length < 0 || length > Protocol.MAX_FRAME_BYTES) {
            throw new ProtocolException("A length of " + length + " bytes is outside of any frame.");
        }
        return length;
    }
}
