package dev.simple.guard.oshi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.fixtures.Glutton;
import dev.simple.fixtures.Waiting;
import dev.simple.guard.GuardReading;
import dev.simple.guard.ResourceGuard;
import dev.simple.guard.ResourceWatch;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OshiProbeTest {

    private static final long MIB = 1L << 20;

    @TempDir
    private Path directory;

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
        Process glutton = glutton(1000);
        try {
            Waiting.until(Waiting.LONG, "less memory", () -> available(probe) < before - 500 * MIB);
        } finally {
            glutton.destroyForcibly().waitFor();
        }
        Waiting.until(Waiting.LONG, "more memory", () -> available(probe) > before - 500 * MIB);
    }

    private static long available(OshiProbe probe) {
        try {
            return probe.sample().memoryAvailable();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holdsWhileMemoryIsSqueezedAndGoesOnAfterwards() throws Exception {
        OshiProbe probe = new OshiProbe(directory);
        ResourceSample now = probe.sample();
        // More than what other work on the machine takes and gives meanwhile.
        int limit = (int) now.memoryPercent() + 6;
        int mebibytes = (int) (now.memoryTotal() / MIB / 40);
        Protection limits = new Protection(true, 100, limit, Duration.ofSeconds(30), Duration.ofSeconds(4), 0, 0);
        List<GuardReading> readings = new CopyOnWriteArrayList<>();
        List<Process> gluttons = new ArrayList<>();
        try (ResourceWatch watch = new ResourceWatch(() -> probe, new ResourceGuard(limits), readings::add, text -> {
            throw new AssertionError(text);
        })) {
            watch.start();
            Waiting.until(Waiting.LONG, "two calm looks", () -> readings.size() >= 2);
            while (gluttons.size() < 8 && last(readings).sample().memoryPercent() < limit + 1) {
                gluttons.add(glutton(mebibytes));
                int looks = readings.size();
                Waiting.until(Waiting.LONG, "another look", () -> readings.size() > looks + 1);
            }
            Waiting.until(Waiting.LONG, "a hold", () -> last(readings).level() == PressureLevel.HOLDING);
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

    private static GuardReading last(List<GuardReading> readings) {
        return readings.get(readings.size() - 1);
    }
}
