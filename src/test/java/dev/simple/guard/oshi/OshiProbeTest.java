package dev.simple.guard.oshi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.fixtures.Glutton;
import dev.simple.fixtures.RealControlGroup;
import dev.simple.fixtures.Waiting;
import dev.simple.guard.GuardReading;
import dev.simple.guard.ResourceGuard;
import dev.simple.guard.ResourceWatch;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OshiProbeTest {

    private static final long MIB = 1L << 20;

    @TempDir
    private Path directory;

    /** Eats when it is told to. */
    private static Process hungry(int mebibytes) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "read go; exec \"$@\"", "sh"));
        command.addAll(Glutton.command(mebibytes).command());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void feed(Process hungry) throws IOException {
        hungry.getOutputStream().write('\n');
        hungry.getOutputStream().flush();
    }

    private static ControlGroups groups(Process process) {
        return new ControlGroups(Path.of("/proc", Long.toString(process.pid())), Path.of("/proc/pressure"));
    }

    private static String unique(String name) {
        return "simple-test-" + name + "-" + ProcessHandle.current().pid();
    }

    private static Process glutton(int mebibytes) throws Exception {
        Process glutton = Glutton.command(mebibytes)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("full " + mebibytes, glutton.inputReader().readLine());
        return glutton;
    }

    @Test
    void seesTheMachine() throws Exception {
        OshiProbe probe = new OshiProbe(directory.resolve("not/there/yet"));
        ResourceSample sample = probe.sample();

        assertTrue(sample.cpuPercent() >= 0 && sample.cpuPercent() <= 100, sample.toString());
        assertTrue(sample.memoryAvailable() > 0 && sample.memoryAvailable() < sample.memoryTotal(), sample.toString());
        assertTrue(Math.abs(directory.toFile().getUsableSpace() - sample.diskFree()) < 1024 * MIB, sample.toString());
    }

    @Test
    void seesWhatAnotherProcessUses() throws Exception {
        OshiProbe probe = new OshiProbe(directory);
        long before = probe.sample().memoryAvailable();
        // Much more than what other work on the machine takes and gives meanwhile.
        Process glutton = glutton(3000);
        try {
            Waiting.until(Waiting.LONG, "less memory", () -> sample(probe).memoryAvailable() < before - 1500 * MIB);
        } finally {
            glutton.destroyForcibly().waitFor();
        }
        Waiting.until(Waiting.LONG, "more memory", () -> sample(probe).memoryAvailable() > before - 1500 * MIB);
    }

    private static ResourceSample sample(OshiProbe probe) {
        try {
            return probe.sample();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void seesThatAGroupHasUsedUpItsProcessors() throws Exception {
        RealControlGroup group =
                RealControlGroup.make(unique("cpu"), "cpu", "cpuacct").orElse(null);
        assumeTrue(group != null, "No control group with limited processors can be made here.");
        try (group) {
            group.set("10000", "cpu.max", "cpu.cfs_quota_us");
            Process loop = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
            try {
                group.add(loop);
                OshiProbe probe = new OshiProbe(directory, groups(loop));
                Waiting.until(Waiting.LONG, "a busy group", () -> {
                    LockSupport.parkNanos(300_000_000);
                    return sample(probe).cpuPercent() > 90;
                });
            } finally {
                loop.destroyForcibly().waitFor();
            }
        }
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void holdsWhileAGroupIsSqueezedAndGoesOnAfterwards() throws Exception {
        int mebibytes = 700;
        int limit = (int) Math.max(40, new OshiProbe(directory).sample().memoryPercent() + 15);
        assumeTrue(limit < 65, "The machine is fuller than a group can be made.");
        RealControlGroup group =
                RealControlGroup.make(unique("memory"), "memory").orElse(null);
        assumeTrue(group != null, "No control group with limited memory can be made here.");
        try (group) {
            group.set(Long.toString((mebibytes + 300L) * MIB), "memory.max", "memory.limit_in_bytes");
            Process glutton = hungry(mebibytes);
            try {
                group.add(glutton);
                squeeze(new OshiProbe(directory, groups(glutton)), limit, glutton);
            } finally {
                glutton.destroyForcibly().waitFor();
            }
        }
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void holdsWhileTheMachineIsSqueezedAndGoesOnAfterwards() throws Exception {
        OshiProbe probe = new OshiProbe(directory);
        ResourceSample now = probe.sample();
        // More than what other work on the machine takes and gives meanwhile.
        int limit = (int) now.memoryPercent() + 8;
        int mebibytes = (int) (now.memoryTotal() / MIB / 25);
        Protection limits = new Protection(true, 100, limit, Duration.ofSeconds(30), Duration.ofSeconds(4), 0, 0);
        List<GuardReading> readings = new CopyOnWriteArrayList<>();
        List<Process> gluttons = new ArrayList<>();
        try (ResourceWatch watch = new ResourceWatch(() -> probe, new ResourceGuard(limits), readings::add, text -> {
            throw new AssertionError(text);
        })) {
            watch.start();
            Waiting.until(Waiting.LONG, "two calm looks", () -> readings.size() >= 2);
            while (gluttons.size() < 12 && last(readings).level() == PressureLevel.NONE) {
                gluttons.add(glutton(mebibytes));
                int looks = readings.size();
                Waiting.until(
                        Waiting.LONG,
                        "a hold or some looks",
                        () -> last(readings).level() == PressureLevel.HOLDING
                                || readings.size()
                                        > looks + (last(readings).sample().memoryPercent() > limit ? 6 : 1));
            }
            assertEquals(PressureLevel.HOLDING, last(readings).level());
            end(gluttons);
            Waiting.until(Waiting.LONG, "calm", () -> last(readings).level() == PressureLevel.NONE);
        } finally {
            end(gluttons);
        }
        assertTrue(
                readings.stream().anyMatch(reading -> reading.level() == PressureLevel.EASING),
                "It went on with one class at a time first.");
    }

    private static void end(List<Process> processes) throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void squeeze(OshiProbe probe, int limit, Process glutton) throws Exception {
        Protection limits = new Protection(true, 100, limit, Duration.ofSeconds(30), Duration.ofSeconds(2), 0, 0);
        List<GuardReading> readings = new CopyOnWriteArrayList<>();
        Set<PressureLevel> levels = ConcurrentHashMap.newKeySet();
        List<String> troubles = new CopyOnWriteArrayList<>();
        ResourceWatch watch = new ResourceWatch(
                () -> probe,
                new ResourceGuard(limits),
                reading -> {
                    levels.add(reading.level());
                    readings.add(reading);
                    if (reading.level() == PressureLevel.HOLDING) {
                        glutton.destroyForcibly();
                    }
                },
                troubles::add);
        try (watch) {
            watch.start();
            Waiting.until(Waiting.LONG, "two calm looks", () -> readings.size() >= 2);
            assertEquals(Set.of(PressureLevel.NONE), levels);
            feed(glutton);
            Waiting.until(Waiting.LONG, "a hold", () -> levels.contains(PressureLevel.HOLDING));
            Waiting.until(Waiting.LONG, "calm", () -> last(readings).level() == PressureLevel.NONE);
        }
        assertEquals(Set.of(PressureLevel.NONE, PressureLevel.HOLDING, PressureLevel.EASING), levels);
        assertEquals(List.of(), troubles);
    }

    private static GuardReading last(List<GuardReading> readings) {
        return readings.get(readings.size() - 1);
    }
}
