package dev.simple.spawn;

import dev.simple.spawn.SpawnCommand.Relayed;
import dev.simple.worker.RelayMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command of a worker that is started by a relay, which speaks to the runner through its stdin and stdout. */
public final class RelayedWorker {

    /** It does little, and takes little of what the tests may use. */
    private static final List<String> FRUGAL =
            List.of("-Xmx16m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    private RelayedWorker() {}

    static Relayed of(List<String> worker, Map<String, String> environment, Path jar, Path socket) {
        String inner = directory(Objects.requireNonNull(socket.getParent()))
                .resolve("socket")
                .toString();
        List<String> command = new ArrayList<>(List.of(worker.get(0)));
        command.addAll(FRUGAL);
        command.addAll(List.of("-classpath", jar.toString(), RelayMain.class.getName(), inner));
        worker.stream()
                .map(argument -> argument.equals(socket.toString()) ? inner : argument)
                .forEach(command::add);
        Map<String, String> split = new HashMap<>(environment);
        // Agents and debuggers in them are meant for the tests.
        for (String name : SupervisorProcess.JVM_VARIABLES) {
            String value = split.remove(name);
            if (value != null) {
                split.put(RelayMain.FOR_THE_WORKER + name, value);
            }
        }
        return new Relayed(socket, command, split);
    }

    /** Where a relay makes its worker's socket, which must be a place of its own that it may write to. */
    public static Path directory(Path shared) {
        return shared.resolve("relay");
    }
}
