package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that was ended.
 *
 * @param commandLine its command with arguments, cut at 4096 characters; empty if it could not be read
 * @param started when it was started, to about a hundredth of a second
 * @param spawns the numbers of the spawns that it may descend from; empty if nothing is known
 */
public record EndedProcess(long pid, String commandLine, Instant started, List<Integer> spawns) {

    private static final int LONGEST_COMMAND = 4096;

    public EndedProcess {
        commandLine = commandLine.length() > LONGEST_COMMAND ? commandLine.substring(0, LONGEST_COMMAND) : commandLine;
        spawns = List.copyOf(spawns);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(pid);
        Wire.writeString(out, commandLine);
        out.writeLong(started.toEpochMilli());
        out.writeInt(spawns.size());
        for (int spawn : spawns) {
            out.writeInt(spawn);
        }
    }

    static EndedProcess read(DataInput in) throws IOException {
        long pid = in.readLong();
        String commandLine = Wire.readString(in);
        Instant started = Instant.ofEpochMilli(in.readLong());
        List<Integer> spawns = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            spawns.add(in.readInt());
        }
        return new EndedProcess(pid, commandLine, started, spawns);
    }

    static void writeAll(DataOutput out, List<EndedProcess> processes) throws IOException {
        out.writeInt(processes.size());
        for (EndedProcess process : processes) {
            process.writeTo(out);
        }
    }

    static List<EndedProcess> readAll(DataInput in) throws IOException {
        List<EndedProcess> processes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            processes.add(read(in));
        }
        return processes;
    }
}
