package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a process uses.
 *
 * @param commandLine its command with arguments, cut; empty if it could not be read
 * @param bytes of memory that are resident
 */
public record ProcessMemory(long pid, String commandLine, long bytes) {

    private static final int LONGEST_COMMAND = 200;

    public ProcessMemory {
        commandLine = commandLine.length() > LONGEST_COMMAND ? commandLine.substring(0, LONGEST_COMMAND) : commandLine;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(pid);
        Wire.writeString(out, commandLine);
        out.writeLong(bytes);
    }

    static ProcessMemory read(DataInput in) throws IOException {
        return new ProcessMemory(in.readLong(), Wire.readString(in), in.readLong());
    }
}
