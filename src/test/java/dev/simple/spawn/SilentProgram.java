package dev.simple.spawn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A runner that starts something and does not say that it is well, except with the argument {@code beat}, or {@code timer}
 * for the tracker's own timer. With {@code collect} it collects garbage until it gets a line.
 */
public final class SilentProgram {

    private SilentProgram() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        AtomicBoolean released = new AtomicBoolean();
        try (SpawnTracker tracker = args[1].equals("timer")
                ? SpawnTracker.open(Set.of(), Duration.ofSeconds(1), Duration.ofMillis(100))
                : SpawnTracker.open(Set.of(), Duration.ofSeconds(1))) {
            Spawn spawn = tracker.spawn(
                    new SpawnCommand(
                            "a command",
                            List.of("sleep", "1000"),
                            directory,
                            Map.of(),
                            directory.resolve("out"),
                            directory.resolve("err")),
                    SpawnLimits.DEFAULT);
            Thread work = new Thread(() -> {
                while (!released.get()) {
                    if (args[1].equals("collect")) {
                        System.gc();
                    } else {
                        tracker.beat();
                        LockSupport.parkNanos(100_000_000);
                    }
                }
            });
            work.setDaemon(true);
            if (!args[1].equals("nothing") && !args[1].equals("timer")) {
                work.start();
            }
            System.out.println(spawn.pid());
            int line = System.in.read();
            released.set(line >= 0);
            System.out.println(tracker.lost().get());
        }
    }
}
