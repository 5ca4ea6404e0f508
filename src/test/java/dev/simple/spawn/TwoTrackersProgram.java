package dev.simple.spawn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A runner of two modules at the same time, whose processes do not obey; its second signal skips the grace period of both. */
public final class TwoTrackersProgram {

    private TwoTrackersProgram() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        for (int i = 0; i < 2; i++) {
            SpawnTracker tracker = SpawnTracker.open();
            Spawn spawn = tracker.spawn(
                    Supervisors.command(
                            Files.createDirectory(directory.resolve(Integer.toString(i))),
                            "bash",
                            "-c",
                            "trap '' TERM; echo $$ >pid; while :; do sleep 0.1; done"),
                    SpawnLimits.DEFAULT);
            Supervisors.pidIn(directory.resolve(i + "/pid"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                StopSignal.whenRepeated(tracker::hurry);
                System.out.println("ending");
                tracker.endAll(Duration.ofMinutes(5));
            }));
            System.out.println(spawn.pid());
        }
        TimeUnit.DAYS.sleep(1);
    }
}
