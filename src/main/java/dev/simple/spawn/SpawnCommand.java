package dev.simple.spawn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to start, and where. The process has nothing on its stdin.
 *
 * @param description what it is, for people, "worker 3" for example
 * @param command the program, looked up in PATH unless it has a slash, and its arguments; not empty
 * @param workingDirectory an existing directory
 * @param environment what is added to the environment of this process
 * @param withoutEnvironment names of variables of this process that it does not get
 * @param stdout the file that its output is appended to; created if it is missing
 * @param stderr likewise, may be the same
 * @param relayed how it is started where it cannot connect to a socket of this machine; null if it does not want to
 */
public record SpawnCommand(
        String description,
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment,
        Set<String> withoutEnvironment,
        Path stdout,
        Path stderr,
        @Nullable Relayed relayed) {
    public SpawnCommand {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("The command of " + description + " is empty.");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        withoutEnvironment = Set.copyOf(withoutEnvironment);
    }

    /**
     * The same behind a relay, whose stdin and stdout stand in for a socket, in frames.
     *
     * @param socket the one on this machine
     */
    public record Relayed(Path socket, List<String> command, Map<String, String> environment) {
        public Relayed {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** One that gets all of the environment of this process. */
    public SpawnCommand(
            String description,
            List<String> command,
            Path workingDirectory,
            Map<String, String> environment,
            Path stdout,
            Path stderr) {
        this(description, command, workingDirectory, environment, Set.of(), stdout, stderr, null);
    }
}
