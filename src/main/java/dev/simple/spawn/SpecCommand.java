package dev.simple.spawn;

import dev.simple.config.RunConfiguration.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What is started to run one spec file. */
final class SpecCommand {

    private SpecCommand() {}

    /**
     * Prepares the command.
     *
     * @param file relative to the directory of the spec files
     * @param outputDirectory for what it writes to stdout and stderr
     */
    static SpawnCommand prepare(SpecFiles specs, String file, int forkNumber, Path outputDirectory, int number)
            throws IOException {
        String path = specs.directory().resolve(file).toString();
        Map<String, String> environment = new HashMap<>();
        specs.environment()
                .forEach((name, value) -> environment.put(name, WorkerCommand.withForkNumber(value, forkNumber)));
        Path workingDirectory =
                Path.of(WorkerCommand.withForkNumber(specs.workingDirectory().toString(), forkNumber));
        Files.createDirectories(workingDirectory);
        return new SpawnCommand(
                "the command of " + file,
                specs.command().stream()
                        .map(argument -> WorkerCommand.withForkNumber(argument, forkNumber)
                                .replace(SpecFiles.FILE, path))
                        .toList(),
                workingDirectory,
                environment,
                outputDirectory.resolve("worker-" + number + ".out"),
                outputDirectory.resolve("worker-" + number + ".err"));
    }
}
