package dev.simple.discovery;

import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.SpecFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the spec files of a project. It reads none of them. */
public final class SpecFileScanner {

    private SpecFileScanner() {}

    /**
     * The paths of the files, relative to their directory and with slashes, in their natural order.
     *
     * @param test the value of {@code -Dtest}, null if not given
     * @throws ConfigurationException if the directory does not exist, or it or a file's name cannot be read
     */
    public static List<String> scan(SpecFiles specs, @Nullable String test) {
        Path directory = specs.directory();
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException(
                    "The directory of the spec files, %s, %s. Correct simple.spec.directory, or directory in <specs>."
                            .formatted(directory, Files.exists(directory) ? "is not a directory" : "does not exist"));
        }
        Pattern includes = pattern(specs.includes());
        Pattern excludes = pattern(specs.excludes());
        SpecSelection selection = SpecSelection.of(test);
        List<String> names = new ArrayList<>();
        try {
            Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor() {
                @Override
                void visit(Path file) {
                    String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
                    if (includes.matcher(name).matches()
                            && !excludes.matcher(name).matches()
                            && selection.includes(name)) {
                        requireReadableName(file);
                        names.add(name);
                    }
                }
            });
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Cannot look for spec files in %s (%s). Make it readable, or set simple.spec.directory to another directory."
                            .formatted(directory, e),
                    e);
        }
        return names.stream().sorted().toList();
    }

    private abstract static class Visitor extends SimpleFileVisitor<Path> {

        abstract void visit(Path file);

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                visit(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException problem) throws IOException {
            if (problem instanceof FileSystemLoopException) {
                // The link leads back to a directory that this walk is in already.
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }
    }

    private static void requireReadableName(Path file) {
        if (!Path.of(file.toString()).equals(file)) {
            throw new ConfigurationException(
                    "The name of the spec file %s has characters that the encoding of this environment lacks. Rename it, or set a locale that has them, LC_ALL=C.UTF-8 for example."
                            .formatted(file));
        }
    }

    private static Pattern pattern(List<String> patterns) {
        return Pattern.compile(patterns.stream()
                .map(pattern -> pattern.replace('\\', '/'))
                .map(pattern -> pattern.endsWith("/") ? pattern + "**" : pattern)
                .map(pattern -> "(?:" + PathPattern.toRegex(pattern) + ")")
                .collect(Collectors.joining("|", "(?s)(?:", patterns.isEmpty() ? "(?!))" : ")")));
    }
}
