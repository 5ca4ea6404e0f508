package dev.simple.spawn;

import dev.simple.fixtures.Waiting;
import dev.simple.fixtures.Workload;
import dev.simple.process.ProcessTable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A runner with a daemon that has wiped off its environment and, given a token, another that changes its id all the time.
 * Prints its supervisor, the daemon, and its run file.
 */
public final class DaemonProgram {

    private DaemonProgram() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        try (SpawnTracker tracker = SpawnTracker.open()) {
            if (args.length > 1) {
                tracker.spawn(
                        Supervisors.command(
                                directory,
                                Workload.HOPPING_AWAY.command(args[1]).toArray(new String[0])),
                        SpawnLimits.DEFAULT);
            }
            Spawn spawn = tracker.spawn(
                    Supervisors.command(
                            directory, "bash", "-c", "env -i $(command -v setsid) $(command -v sleep) 1000 & echo $!"),
                    SpawnLimits.DEFAULT);
            spawn.await(Waiting.LONG);
            long daemon =
                    Long.parseLong(Files.readString(directory.resolve("out")).strip());
            Waiting.until(
                    Waiting.LONG,
                    "the start of the daemon",
                    () -> new ProcessTable().commandLine(daemon).matches("\\S*sleep 1000"));
            Path runFile = tracker.directory().resolve(RunFile.NAME);
            for (String line : Files.readAllLines(runFile)) {
                if (line.startsWith("supervisor ")) {
                    System.out.println(line.split(" ", -1)[1]);
                }
            }
            System.out.println(daemon);
            System.out.println(runFile);
            System.out.println(tracker.lost().get());
        }
    }
}
