package dev.simple.spawn.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.BlkioStatEntry;
import com.github.dockerjava.api.model.BlkioStatsConfig;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.CpuUsageConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a container uses, as the engine tells every second. Numbers only grow: of one that has ended, the engine tells 0. */
final class ContainerMeter extends ResultCallback.Adapter<Statistics> {

    private volatile long memory;
    private volatile long peakMemory;
    private volatile long cpuNanos;
    private volatile long readBytes;
    private volatile long writtenBytes;

    @Override
    public void onNext(Statistics statistics) {
        measureMemory(statistics.getMemoryStats());
        CpuStatsConfig cpu = statistics.getCpuStats();
        CpuUsageConfig usage = cpu == null ? null : cpu.getCpuUsage();
        if (usage != null) {
            cpuNanos = Math.max(cpuNanos, value(usage.getTotalUsage()));
        }
        BlkioStatsConfig disks = statistics.getBlkioStats();
        List<BlkioStatEntry> entries = disks == null ? null : disks.getIoServiceBytesRecursive();
        if (entries != null) {
            readBytes = Math.max(readBytes, sum(entries, "read"));
            writtenBytes = Math.max(writtenBytes, sum(entries, "write"));
        }
    }

    private void measureMemory(@Nullable MemoryStatsConfig statistics) {
        if (statistics == null) {
            return;
        }
        long usage = value(statistics.getUsage());
        StatsConfig details = statistics.getStats();
        // What was read from files and is not in use could be given back at any time.
        long inactive =
                details == null ? 0 : Math.max(value(details.getTotalInactiveFile()), value(details.getInactiveFile()));
        memory = Math.max(0, usage - inactive);
        peakMemory = Math.max(peakMemory, Math.max(usage, value(statistics.getMaxUsage())));
    }

    private static long sum(List<BlkioStatEntry> entries, String operation) {
        return entries.stream()
                .filter(entry -> operation.equalsIgnoreCase(entry.getOp()))
                .mapToLong(entry -> value(entry.getValue()))
                .sum();
    }

    private static long value(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    @Override
    public void onError(Throwable problem) {
        // The container is gone, or the engine; how it ended is told elsewhere.
    }

    /** Bytes in use now. */
    long memory() {
        return memory;
    }

    /** Bytes that were in use at most, with what the kernel keeps of files. */
    long peakMemory() {
        return peakMemory;
    }

    Duration cpuTime() {
        return Duration.ofNanos(cpuNanos);
    }

    long readBytes() {
        return readBytes;
    }

    long writtenBytes() {
        return writtenBytes;
    }
}
