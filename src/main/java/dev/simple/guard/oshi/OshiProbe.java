package dev.simple.guard.oshi;

import dev.simple.guard.ResourceProbe;
import dev.simple.model.ResourceSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.spi.SystemInfoProvider;

/** The machine as OSHI sees it, and the control groups around this process: the fuller and the busier counts. */
public final class OshiProbe implements ResourceProbe {

    private final Path directory;
    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final ControlGroups groups;
    private long[] ticks;
    private Map<Path, ControlGroups.Cpu> cpus;
    private long nanos;

    /**
     * Starts OSHI, which takes a moment.
     *
     * @param directory where there must be room; it need not exist yet
     */
    public OshiProbe(Path directory) {
        this(directory, new ControlGroups(Path.of("/proc/self"), Path.of("/proc/pressure")));
    }

    OshiProbe(Path directory, ControlGroups groups) {
        this.directory = directory.toAbsolutePath();
        this.groups = groups;
        HardwareAbstractionLayer hardware = hardware();
        processor = hardware.getProcessor();
        memory = hardware.getMemory();
        ticks = processor.getSystemCpuLoadTicks();
        cpus = groups.cpus();
        nanos = System.nanoTime();
    }

    /** Without native code where that is enough: it starts in half the time, and newer JVMs do not warn of it. */
    private static HardwareAbstractionLayer hardware() {
        SystemInfoProvider nativeFree = new oshi.nativefree.SystemInfo();
        return (nativeFree.isAvailable() ? nativeFree : new SystemInfo()).getHardware();
    }

    @Override
    public ResourceSample sample() throws IOException {
        double cpu = Math.max(machineCpu(), groupCpu());
        long total = memory.getTotal();
        long available = memory.getAvailable();
        ControlGroups.Memory group = groups.memory(total);
        if (group != null && group.share() > (double) (total - available) / total) {
            total = group.limit();
            available = group.available();
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

    /** Of the group that has used the most of its processors since the last sample; 0 if none is limited. */
    private double groupCpu() {
        Map<Path, ControlGroups.Cpu> now = groups.cpus();
        long time = System.nanoTime();
        double busiest = 0;
        for (Map.Entry<Path, ControlGroups.Cpu> entry : now.entrySet()) {
            ControlGroups.Cpu group = entry.getValue();
            ControlGroups.Cpu before = cpus.getOrDefault(entry.getKey(), group);
            double possible = (time - nanos) * group.processors();
            busiest = Math.max(busiest, percent((group.usedNanos() - before.usedNanos()) / possible));
        }
        cpus = now;
        nanos = time;
        return busiest;
    }

    private static double percent(double share) {
        return Math.min(100, Math.max(0, Math.round(1000 * share) / 10.0));
    }

    private long diskFree() throws IOException {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.getFileStore(existing).getUsableSpace();
    }
}
