package dev.simple.maven;

import dev.simple.config.ArgumentLine;
import dev.simple.config.ConfigurationException;
import dev.simple.config.KnownNames;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.WrittenValue;
import dev.simple.report.ReportFileNames;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and checks the settings of the spec files. */
final class SpecSettings {

    private static final String ELEMENT = "specs";
    private static final String PREFIX = "simple.spec.";
    private static final List<String> REQUIRED = List.of("directory", "includes", "command");
    private static final List<String> OPTIONAL = List.of("excludes", "workingDirectory", "environment", "timeout");
    private static final KnownNames NAMES = new KnownNames(
            "element of <specs>",
            Stream.concat(REQUIRED.stream(), OPTIONAL.stream()).toList());

    private final SettingReader all;
    private final SettingReader settings;
    private final Path basedir;

    /** @param basedir what paths are relative to */
    SpecSettings(SettingReader settings, Path basedir) {
        this.all = settings;
        this.settings = settings.section(ELEMENT, PREFIX);
        this.basedir = basedir;
    }

    /**
     * Reads them.
     *
     * @return null if none is made
     * @throws ConfigurationException if one is missing, unknown or malformed
     */
    @Nullable
    SpecFiles read() {
        NAMES.require(settings.elements());
        List<String> made = Stream.concat(REQUIRED.stream(), OPTIONAL.stream())
                .filter(this::isMade)
                .toList();
        if (made.isEmpty()) {
            return null;
        }
        REQUIRED.stream().filter(name -> !made.contains(name)).findFirst().ifPresent(missing -> {
            throw new ConfigurationException(
                    "%s is set, and %s is not. Spec files need a directory, includes and a command: set simple.spec.directory, simple.spec.includes and simple.spec.command, or these elements of <specs>."
                            .formatted(PREFIX + made.get(0), PREFIX + missing));
        });
        Path workingDirectory = path("workingDirectory", basedir.toString());
        return new SpecFiles(
                path("directory", ""),
                settings.list("includes"),
                settings.list("excludes"),
                command(workingDirectory),
                workingDirectory,
                settings.map("environment"),
                isMade("timeout")
                        ? ConfigurationReader.limit(
                                PREFIX + "timeout",
                                new WrittenValue(PREFIX + "timeout", settings.text("timeout", "")).duration())
                        : ConfigurationReader.timeout(all));
    }

    private boolean isMade(String name) {
        return name.equals("environment")
                ? !settings.map(name).isEmpty()
                : !settings.list(name).isEmpty();
    }

    private Path path(String name, String defaultValue) {
        return basedir.resolve(settings.text(name, defaultValue)).normalize();
    }

    private List<String> command(Path workingDirectory) {
        String text = settings.text("command", "");
        List<String> command = ArgumentLine.split(PREFIX + "command", text);
        if (command.stream().noneMatch(argument -> argument.contains(SpecFiles.FILE))) {
            throw new ConfigurationException(
                    "simple.spec.command is '%s' and does not say where the file goes. Write {file} in its place, such as: bash {file}"
                            .formatted(text));
        }
        requireProgram(command.get(0), workingDirectory);
        return command;
    }

    /** Early, because otherwise every file would fail of it, after all test classes. */
    private static void requireProgram(String program, Path workingDirectory) {
        // Windows looks for other names too; what is replaced later says nothing now.
        boolean late = program.contains("{") || workingDirectory.toString().contains("${");
        if (File.separatorChar == '\\' || late) {
            return;
        }
        if (program.contains("/")) {
            require(program, workingDirectory.resolve(program));
            return;
        }
        String path = System.getenv().getOrDefault("PATH", "/bin:/usr/bin");
        boolean found = Stream.of(path.split(":", -1))
                .map(directory -> Path.of(directory, program))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        if (!found) {
            throw new ConfigurationException(
                    "The program '%s' of simple.spec.command is not on the PATH, %s. Install it, or write its whole path."
                            .formatted(program, path));
        }
    }

    private static void require(String program, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(
                    "The program '%s' of simple.spec.command does not exist: there is no file %s. A relative path starts at the working directory of the spec files."
                            .formatted(program, file));
        }
        if (!Files.isExecutable(file)) {
            throw new ConfigurationException(
                    "The program '%s' of simple.spec.command is not executable. Make it so: chmod +x %s"
                            .formatted(program, file));
        }
    }

    /**
     * Checks the files that were found.
     *
     * @throws ConfigurationException if one has the name of another report, or must be executable and is not
     */
    static void check(SpecFiles specs, List<String> files, List<String> classNames) {
        Map<String, String> reports = new HashMap<>();
        classNames.forEach(name -> reports.put(ReportFileNames.of("", name, ""), name));
        for (String file : files) {
            String other = reports.put(ReportFileNames.of("", file, ""), file);
            if (other != null) {
                throw new ConfigurationException(
                        "The reports of the spec file %s and of %s would have the same name. Rename the file."
                                .formatted(file, other));
            }
            Path path = specs.directory().resolve(file);
            if (specs.command().get(0).equals(SpecFiles.FILE) && !Files.isExecutable(path)) {
                throw new ConfigurationException(
                        "The spec file %s is not executable, and simple.spec.command runs it by itself. Make it executable (chmod +x), or name a program that reads it, such as: bash {file}"
                                .formatted(path));
            }
        }
    }
}
