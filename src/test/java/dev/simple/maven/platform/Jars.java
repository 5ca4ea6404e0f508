package dev.simple.maven.platform;

import dev.simple.maven.classpath.ProjectDependency;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Short names for the tables: {@code api 5.9.3, ~junit 4.11} is Jupiter's API and a JUnit that came through another
 * dependency.
 */
final class Jars {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("commons", Keys.COMMONS),
            Map.entry("engine", Keys.ENGINE),
            Map.entry("launcher", Keys.LAUNCHER),
            Map.entry("opentest4j", Keys.OPENTEST4J),
            Map.entry("api", Keys.JUPITER_API),
            Map.entry("jupiter", Keys.JUPITER_ENGINE),
            Map.entry("vintage", Keys.VINTAGE_ENGINE),
            Map.entry("junit", Keys.JUNIT_4),
            Map.entry("junit-dep", Keys.JUNIT_4_DEP),
            Map.entry("testng", Keys.TESTNG),
            Map.entry("testng-engine", Keys.TESTNG_ENGINE),
            Map.entry("spock", "org.spockframework:spock-core"));

    private static final Map<String, String> NAMES =
            KEYS.entrySet().stream().collect(Collectors.toMap(Entry::getValue, Entry::getKey));

    private Jars() {}

    static List<ProjectDependency> of(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(jar -> !jar.isEmpty())
                .map(jar -> jar(jar, "project"))
                .toList();
    }

    static List<ProjectDependency> ofPlugin(String text) {
        return of(text).stream()
                .map(jar -> jar(NAMES.get(jar.key()) + " " + jar.version(), "plugin"))
                .toList();
    }

    static String text(List<Coordinates> coordinates) {
        return coordinates.stream()
                .map(jar -> NAMES.get(jar.key()) + " " + jar.version())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static String files(List<Path> files) {
        return files.stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static ProjectDependency jar(String text, String directory) {
        boolean declared = !text.startsWith("~");
        String[] parts = (declared ? text : text.substring(1)).split(" ", -1);
        Coordinates coordinates = Coordinates.of(key(parts[0]), parts[1]);
        return new ProjectDependency(
                coordinates.groupId(),
                coordinates.artifactId(),
                coordinates.version(),
                Path.of(directory, parts[0] + " " + parts[1]),
                declared);
    }

    private static String key(String name) {
        return Objects.requireNonNull(KEYS.get(name), name);
    }
}
