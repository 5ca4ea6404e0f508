package dev.simple.spawn;

import dev.simple.fixtures.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What tests of trackers need: commands, and the supervisor's process. */
public final class Supervisors {

    private Supervisors() {}

    public static SpawnCommand command(Path directory, String... words) {
        return new SpawnCommand(
                "a command",
                List.of(words),
                directory,
                Map.of("GIVEN", "yes"),
                directory.resolve("out"),
                directory.resolve("err"));
    }

    /** Waits until a command has written a process id into a file. */
    public static long pidIn(Path file) {
        Waiting.until(Waiting.LONG, "a process id in " + file, () -> {
            try {
                return Files.exists(file) && Files.readString(file).endsWith("\n");
            } catch (IOException e) {
                return false;
            }
        });
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The id of the supervisor that a tracker has started. */
    public static long of(SpawnTracker tracker) throws IOException {
        return Files.readAllLines(tracker.directory().resolve(RunFile.NAME)).stream()
                .filter(line -> line.startsWith("supervisor "))
                .map(line -> Long.parseLong(line.split(" ", -1)[1]))
                .findFirst()
                .orElseThrow();
    }

    public static void signal(SpawnTracker tracker, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(of(tracker)))
                .start()
                .waitFor();
    }
}
