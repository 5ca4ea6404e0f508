package dev.simple.spawn;

import dev.simple.config.RunConfiguration.SpecFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is started to run one spec file. */
record SpecCommand(List<String> arguments, Map<String, String> environment, Path workingDirectory) {

    /** @param file relative to the directory of the spec files */
    static SpecCommand of(SpecFiles specs, String file, int forkNumber) {
        String path = specs.directory().resolve(file).toString();
        Map<String, String> environment = new TreeMap<>();
        specs.environment()
                .forEach((name, value) -> environment.put(name, WorkerCommand.withForkNumber(value, forkNumber)));
        return new SpecCommand(
                specs.command().stream()
                        .map(argument -> WorkerCommand.withForkNumber(argument, forkNumber)
                                .replace(SpecFiles.FILE, path))
                        .toList(),
                environment,
                Path.of(WorkerCommand.withForkNumber(specs.workingDirectory().toString(), forkNumber)));
    }
}
