package dev.simple.spawn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 */
public record SpawnCommand(
        String description,
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment,
        Set<String> withoutEnvironment,
        Path stdout,
        Path stderr) {
    public SpawnCommand {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("The command of " + description + " is empty.");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        withoutEnvironment = Set.copyOf(withoutEnvironment);
    }

    /** One that gets all of the environment of this process. */
    public SpawnCommand(
            String description,
            List<String> command,
            Path workingDirectory,
            Map<String, String> environment,
            Path stdout,
            Path stderr) {
        this(description, command, workingDirectory, environment, Set.of(), stdout, stderr);
    }
}
