package dev.simple.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How busy and how full the machine is, or a control group that this process is confined to where that is busier or
 * fuller.
 *
 * @param cpuPercent of all processors that may be used, since the sample before; 0 to 100
 * @param memoryTotal bytes that may be used
 * @param memoryAvailable bytes that can be had without swapping
 * @param diskFree bytes that this user can still write to the file system of the build directory
 * @param stalls null where the kernel does not tell
 */
public record ResourceSample(
        Instant at,
        double cpuPercent,
        long memoryTotal,
        long memoryAvailable,
        long diskFree,
        @Nullable Stalls stalls) {

    /**
     * Linux's pressure-stall information: the percentage of the last 10 s in which some task waited for a resource, or
     * for memory and disk all of them did.
     */
    public record Stalls(double cpuSome, double memorySome, double memoryFull, double ioSome, double ioFull) {}

    /** How much of the memory is in use, in percent. */
    public double memoryPercent() {
        return memoryTotal == 0 ? 0 : 100.0 * (memoryTotal - memoryAvailable) / memoryTotal;
    }
}
