package dev.simple.protocol;

import java.io.DataOutput;
import java.io.IOException;

/** Something that fits into a frame. */
public interface Message {

    /** Identifies the kind of message among those of the same sender. */
    byte type();

    void writeTo(DataOutput out) throws IOException;
}
