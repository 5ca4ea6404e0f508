package dev.simple.guard.oshi;

import dev.simple.guard.ResourceProbe;
import dev.simple.model.ResourceSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;

/** The machine as OSHI sees it, and the control groups around this process: where less is left, that counts. */
public final class OshiProbe implements ResourceProbe {

    private final Path directory;
    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final ControlGroups groups = new ControlGroups(Path.of("/proc/self"), Path.of("/proc/pressure"));
    private long[] ticks;
    private long nanos = System.nanoTime();
    private ControlGroups.@Nullable Cpu group;

    /**
     * Starts OSHI, which takes a moment.
     *
     * @param directory where there must be room; it need not exist yet
     */
    public OshiProbe(Path directory) {
        this.directory = directory.toAbsolutePath();
        SystemInfo system = new SystemInfo();
        processor = system.getHardware().getProcessor();
        memory = system.getHardware().getMemory();
        ticks = processor.getSystemCpuLoadTicks();
        group = groups.cpu();
    }

    @Override
    public ResourceSample sample() throws IOException {
        double cpu = Math.max(machineCpu(), groupCpu());
        long total = memory.getTotal();
        long available = memory.getAvailable();
        ControlGroups.Memory limited = groups.memory();
        if (limited != null && limited.limit() < total && limited.available() < available) {
            total = limited.limit();
            available = limited.available();
        }
        return new ResourceSample(Instant.now(), cpu, total, available, diskFree(), groups.stalls());
    }

    /** From the ticks since the last sample: waiting for a disk is not work. */
    private double machineCpu() {
        long[] now = processor.getSystemCpuLoadTicks();
        long all = 0;
        for (TickType type : TickType.values()) {
            all += now[type.getIndex()] - ticks[type.getIndex()];
        }
        long idle = now[TickType.IDLE.getIndex()]
                - ticks[TickType.IDLE.getIndex()]
                + now[TickType.IOWAIT.getIndex()]
                - ticks[TickType.IOWAIT.getIndex()];
        ticks = now;
        return all <= 0 ? 0 : percent((double) (all - idle) / all);
    }

    private double groupCpu() {
        ControlGroups.Cpu now = groups.cpu();
        ControlGroups.Cpu before = group;
        long time = System.nanoTime();
        long elapsed = time - nanos;
        group = now;
        nanos = time;
        return now == null || before == null || elapsed <= 0
                ? 0
                : percent((now.usedNanos() - before.usedNanos()) / (elapsed * now.processors()));
    }

    private static double percent(double share) {
        return Math.min(100, Math.max(0, 100 * share));
    }

    private long diskFree() throws IOException {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.getFileStore(existing).getUsableSpace();
    }
}
