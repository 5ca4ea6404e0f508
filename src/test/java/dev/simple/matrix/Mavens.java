package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The versions of Maven that the plugin is tried with, beside the one on the PATH: the build unpacks them. */
final class Mavens {

    private static final Path DIRECTORY = Path.of("target", "mavens");
    private static final String PREFIX = "apache-maven-";

    private Mavens() {}

    /** Their directories; it is a failure if they are not there. */
    static List<Path> unpacked() throws IOException {
        try (Stream<Path> found = Files.isDirectory(DIRECTORY) ? Files.list(DIRECTORY) : Stream.of()) {
            List<Path> mavens = found.map(Path::toAbsolutePath)
                    .filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
            assertEquals(
                    List.of("3.9", "4.0"),
                    mavens.stream().map(path -> version(path).substring(0, 3)).toList(),
                    "Versions of Maven are missing in " + DIRECTORY
                            + ". Fetch them with: mvn dependency:unpack@unpack-mavens");
            return mavens;
        }
    }

    static String version(Path maven) {
        return maven.getFileName().toString().substring(PREFIX.length());
    }

    /** The program to call. */
    static String executable(Path maven) {
        return maven.resolve("bin/mvn").toString();
    }
}
