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
    private static final Duration MOMENT = Duration.ofMillis(50);
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
            // What comes before its program, a wrapper for example, may have another environment.
            // That of the program is there a moment after its arguments.
            boolean marked = await(BOUND, () -> table.commandLine(pid).startsWith("sleep"))
                    && await(MOMENT, () -> ProcessTable.environment(pid, cookie) != null);
            if (process != null) {
                signaller.send(process.identity(), Signal.KILL);
            }
            await(BOUND, () -> launcher.exits().stream().anyMatch(exit -> exit.pid() == pid));
            return marked;
        } catch (IOException e) {
            // Without a process nothing was seen.
            return false;
        }
    }

    private static boolean await(Duration bound, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            met = condition.getAsBoolean();
        }
        return met;
    }
}
