package dev.simple.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecFileScannerTest {

    @TempDir
    private Path directory;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private List<String> scan(List<String> includes, List<String> excludes, @Nullable String test) {
        return SpecFileScanner.scan(
                new SpecFiles(directory, includes, excludes, List.of("{file}"), directory, Map.of(), Duration.ZERO),
                test);
    }

    @Test
    void listsTheFilesThatMatchInTheOrderOfTheirNames() throws IOException {
        files("b/net_spec.sh", "math_spec.sh", "a/b/c_spec.sh", "a/helper.sh", "a/skip_spec.sh", "-x_spec.sh");

        assertEquals(
                List.of("-x_spec.sh", "a/b/c_spec.sh", "b/net_spec.sh", "math_spec.sh"),
                scan(List.of("**/*_spec.sh"), List.of("**/skip*"), null));
        assertEquals(List.of("-x_spec.sh", "math_spec.sh"), scan(List.of("*_spec.sh"), List.of(), null));
        assertEquals(List.of("a/b/c_spec.sh", "b/net_spec.sh"), scan(List.of("a/b/", "b/**"), List.of(), null));
        assertEquals(List.of(), scan(List.of("**/*.t"), List.of(), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FooTest                  | ''",
                "FooTest,math_spec.sh     | math_spec.sh",
                "math_spec.sh             | math_spec.sh",
                "net_spec.sh              | sub/net_spec.sh",
                "sub/*                    | sub/net_spec.sh",
                "**/*_spec.sh             | math_spec.sh,sub/net_spec.sh",
                "*                        | math_spec.sh,sub/net_spec.sh",
                "!math*                   | sub/net_spec.sh",
                "!SlowTest                | math_spec.sh,sub/net_spec.sh",
                "*_spec.sh,!net_spec.sh   | math_spec.sh",
                "FooTest#adds             | ''",
                "#adds                    | ''",
                "!FooTest#adds            | math_spec.sh,sub/net_spec.sh",
                "'%regex[.*spec.*]'       | ''"
            })
    void listsWhatTheUserNames(String test, String files) throws IOException {
        files("math_spec.sh", "sub/net_spec.sh");

        assertEquals(files, String.join(",", scan(List.of("**"), List.of(), test.replace("'", ""))));
    }

    @Test
    void isNotLedAstrayByLinks() throws IOException {
        files("a/x.sh");
        Files.createSymbolicLink(directory.resolve("a/loop"), directory);
        Files.createSymbolicLink(directory.resolve("b"), directory.resolve("a"));
        Files.createSymbolicLink(directory.resolve("dangling.sh"), directory.resolve("gone"));

        assertTrue(scan(List.of("**/*.sh"), List.of(), null).containsAll(List.of("a/x.sh", "b/x.sh")));
    }

    @Test
    void refusesADirectoryThatIsNone() throws IOException {
        files("file");
        Path root = directory;
        directory = root.resolve("missing");
        assertEquals(
                "The directory of the spec files, " + directory
                        + ", does not exist. Correct simple.spec.directory, or directory in <specs>.",
                Refusal.of(() -> scan(List.of("**"), List.of(), null)));
        directory = root.resolve("file");
        assertTrue(Refusal.of(() -> scan(List.of("**"), List.of(), null)).contains("is not a directory"));
        directory = root;
    }

    @Test
    void refusesANameThatCannotBeGivenToACommand() throws Exception {
        Process touch = new ProcessBuilder("bash", "-c", "touch $'\\xff_spec.sh'")
                .directory(directory.toFile())
                .start();
        assertTrue(touch.waitFor(30, TimeUnit.SECONDS));

        assertTrue(Refusal.of(() -> scan(List.of("**"), List.of(), null))
                .contains("has characters that the encoding of this environment lacks"));
    }
}
