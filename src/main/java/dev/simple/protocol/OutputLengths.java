package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much had been written at a moment to the stdout and the stderr of a worker's process, by native code and child
 * processes, past the channel. Of a file that is its length in bytes; of a pipe, the number of an {@link OutputMark},
 * negative; {@link #UNKNOWN} where neither can be told.
 */
public record OutputLengths(long stdout, long stderr) {

    public static final long UNKNOWN = Long.MAX_VALUE;

    /** All that is there. */
    public static final OutputLengths ALL = new OutputLengths(UNKNOWN, UNKNOWN);

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(stdout);
        out.writeLong(stderr);
    }

    static OutputLengths read(DataInput in) throws IOException {
        return new OutputLengths(in.readLong(), in.readLong());
    }
}
