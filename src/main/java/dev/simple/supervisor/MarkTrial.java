package dev.simple.supervisor;

import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessTable;
import dev.simple.process.Signaller;
import dev.simple.process.Signaller.Signal;
import dev.simple.protocol.SupervisorRequest.Spawn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts a process to see whether its mark can be read in its environment. */
final class MarkTrial {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private MarkTrial() {}

    /**
     * Whether the mark is there.
     *
     * @param environment what is added to that of the process
     * @param cookie the name of the variable that is looked for
     */
    static boolean holds(
            Launcher launcher,
            ProcessTable table,
            Signaller signaller,
            Map<String, String> environment,
            String cookie) {
        try {
            long pid = launcher.start(new Spawn(
                    0, List.of("sleep", "60"), "/", environment, List.of(), "/dev/null", "/dev/null", 0, 0, 0));
            ProcessEntry process = table.entry(pid);
            // Its environment is there when its program is, which is a moment after its start.
            boolean marked = await(() -> ProcessTable.environment(pid, cookie) != null
                            || table.commandLine(pid).startsWith("sleep"))
                    && ProcessTable.environment(pid, cookie) != null;
            if (process != null) {
                signaller.send(process.identity(), Signal.KILL);
            }
            await(() -> launcher.exits().stream().anyMatch(exit -> exit.pid() == pid));
            return marked;
        } catch (IOException e) {
            // Without a process nothing was seen.
            return false;
        }
    }

    private static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + BOUND.toNanos();
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            met = condition.getAsBoolean();
        }
        return met;
    }
}
