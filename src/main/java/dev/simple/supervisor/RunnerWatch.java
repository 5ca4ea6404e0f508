package dev.simple.supervisor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Looks at the runner from outside: whether it is there, suspended, or does not answer any more. A runner that is
 * suspended, under a debugger or collecting garbage, or a machine that slept, is not taken for one that hangs.
 */
final class RunnerWatch {

    /** What the watch sees. */
    enum Sight {
        WELL,
        SUSPENDED,
        HANGING,
        GONE
    }

    /** Threads of HotSpot's collectors; the kernel keeps the first 15 characters of a name. */
    private static final List<String> COLLECTORS =
            List.of("GC Thread", "G1 ", "VM Thread", "ParGC", "Shenandoah", "XWorker", "XDriver", "ZWorker", "ZDriver");

    private static final long UNKNOWN = -1;
    private static final Duration LAST_MOMENT = Duration.ofMillis(500);

    private final ProcessTable table;
    private final Duration limit;
    private final ProcessIdentity runner;
    private Duration silence = Duration.ZERO;
    private long collectorTicks = UNKNOWN;

    /**
     * Begins with one that has just said something.
     *
     * @param runner which may be dead already, so that the parent of this process is another
     * @param limit how long it may be silent
     */
    RunnerWatch(ProcessTable table, ProcessIdentity runner, Duration limit) {
        this.table = table;
        this.runner = runner;
        this.limit = limit;
    }

    /** The runner has said something. */
    void heard() {
        silence = Duration.ZERO;
        collectorTicks = UNKNOWN;
    }

    Duration limit() {
        return limit;
    }

    /**
     * Looks.
     *
     * @param step the time since the last look in which this machine was awake
     */
    Sight look(Duration step) {
        ProcessEntry entry = table.entry(runner.pid());
        if (entry == null || !entry.identity().equals(runner) || !entry.isAlive()) {
            return Sight.GONE;
        }
        if (entry.isStopped()) {
            return Sight.SUSPENDED;
        }
        silence = silence.plus(step);
        if (silence.compareTo(limit) <= 0) {
            return Sight.WELL;
        }
        if (entry.isTraced() || isDebugged() || isCollecting()) {
            silence = silence.minus(step);
            return Sight.WELL;
        }
        return Sight.HANGING;
    }

    /** Whether the runner has died; one whose pipe has ended needs a moment to do so. */
    boolean isGone() {
        long end = System.nanoTime() + LAST_MOMENT.toNanos();
        while (look(Duration.ZERO) != Sight.GONE) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LAST_MOMENT.toNanos() / 100);
        }
        return true;
    }

    private boolean isDebugged() {
        return ProcessTable.mentions(runner.pid(), "jdwp");
    }

    private boolean isCollecting() {
        long before = collectorTicks;
        collectorTicks = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(runner.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                collectorTicks += collectorTicks(thread);
            }
        } catch (IOException e) {
            return false;
        }
        return before == UNKNOWN || collectorTicks > before;
    }

    private static long collectorTicks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), ISO_8859_1);
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return COLLECTORS.stream().anyMatch(name::startsWith)
                    ? Long.parseLong(fields[11]) + Long.parseLong(fields[12])
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
