package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a spawn uses with all that descends from it.
 *
 * @param spawn its number
 * @param bytes of resident memory of all its processes; what several of them share counts for each
 * @param group how the kernel limits them
 * @param largest the processes that use most, the largest first
 */
public record MemoryUse(int spawn, long bytes, MemoryGroup group, List<ProcessMemory> largest) {

    public MemoryUse {
        largest = List.copyOf(largest);
    }

    static void writeAll(DataOutput out, List<MemoryUse> uses) throws IOException {
        out.writeInt(uses.size());
        for (MemoryUse use : uses) {
            out.writeInt(use.spawn);
            out.writeLong(use.bytes);
            Wire.writeString(out, use.group.name());
            out.writeInt(use.largest.size());
            for (ProcessMemory process : use.largest) {
                process.writeTo(out);
            }
        }
    }

    static List<MemoryUse> readAll(DataInput in) throws IOException {
        List<MemoryUse> uses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int spawn = in.readInt();
            long bytes = in.readLong();
            MemoryGroup group = MemoryGroup.valueOf(Wire.readString(in));
            List<ProcessMemory> largest = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                largest.add(ProcessMemory.read(in));
            }
            uses.add(new MemoryUse(spawn, bytes, group, largest));
        }
        return uses;
    }
}
