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
 * for the tracker's own timer. With {@code collect} it collects garbage until it gets a line. Properties in milliseconds:
 * {@code silence} is how long it may be silent, {@code limit} how long what it has started may run.
 */
public final class SilentProgram {

    private SilentProgram() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Duration silence = Duration.ofMillis(Integer.getInteger("silence", 1000));
        AtomicBoolean released = new AtomicBoolean();
        try (SpawnTracker tracker = args[1].equals("timer")
                ? SpawnTracker.open(Set.of(), silence, Duration.ofMillis(100))
                : SpawnTracker.open(Set.of(), silence)) {
            Spawn spawn = tracker.spawn(
                    new SpawnCommand(
                            "a command",
                            List.of("sleep", "1000"),
                            directory,
                            Map.of(),
                            directory.resolve("out"),
                            directory.resolve("err")),
                    new SpawnLimits(Duration.ofMillis(Integer.getInteger("limit", 0)), Duration.ofSeconds(2)));
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
