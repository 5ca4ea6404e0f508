package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exception as text.
 *
 * @param assertion whether it is a failed assertion, in contrast to an error
 * @param summary one line with the place in the test
 */
public record ProblemDescription(
        boolean assertion, String type, @Nullable String message, String stackTrace, String summary) {

    void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(assertion);
        Wire.writeString(out, type);
        Wire.writeString(out, message);
        Wire.writeString(out, stackTrace);
        Wire.writeString(out, summary);
    }

    static ProblemDescription read(DataInput in) throws IOException {
        return new ProblemDescription(
                in.readBoolean(),
                Wire.readString(in),
                Wire.readNullableString(in),
                Wire.readString(in),
                Wire.readString(in));
    }
}
