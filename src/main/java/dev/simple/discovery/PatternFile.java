package dev.simple.discovery;

import dev.simple.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with patterns of test classes, one a line; blank lines and those that begin with {@code #} do not count. */
public final class PatternFile {

    private PatternFile() {}

    /**
     * The patterns of {@code includesFile}.
     *
     * @throws ConfigurationException if the file cannot be read or a pattern is malformed
     */
    public static List<String> includes(Path file) {
        return read("includesFile", file, false);
    }

    /**
     * The patterns of {@code excludesFile}.
     *
     * @throws ConfigurationException if the file cannot be read or a pattern is malformed
     */
    public static List<String> excludes(Path file) {
        return read("excludesFile", file, true);
    }

    private static List<String> read(String setting, Path file, boolean excluding) {
        List<String> patterns = new ArrayList<>();
        int number = 0;
        for (String line : lines(setting, file)) {
            number++;
            String pattern = line.strip();
            if (pattern.isEmpty() || pattern.startsWith("#")) {
                continue;
            }
            PatternSource source = new PatternSource("line " + number + " of " + setting + " " + file, pattern);
            if (excluding) {
                PatternParser.excludes(source);
            } else {
                PatternParser.includes(source);
            }
            patterns.add(pattern);
        }
        return patterns;
    }

    private static List<String> lines(String setting, Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigurationException(
                    setting + " is " + file + ", which cannot be read: " + e
                            + ". Name a file with one pattern a line, relative to the project's directory.",
                    e);
        }
    }
}
