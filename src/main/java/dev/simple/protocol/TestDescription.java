package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A test as the worker describes it once, when it starts or is skipped.
 *
 * @param className the top-level class that it is reported under
 * @param sourceClassName the class that has the test, which may be a nested one
 */
public record TestDescription(
        String className, String sourceClassName, String uniqueId, String name, String displayName) {

    void writeTo(DataOutput out) throws IOException {
        Wire.writeString(out, className);
        Wire.writeString(out, sourceClassName);
        Wire.writeString(out, uniqueId);
        Wire.writeString(out, name);
        Wire.writeString(out, displayName);
    }

    static TestDescription read(DataInput in) throws IOException {
        return new TestDescription(
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in));
    }
}
