package dev.simple;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Benchmarks are compiled when they are run, which may be months after a change. */
class BenchmarksTest {

    /** Those in the second and third take the place of classes of the plugin, whose others must still fit. */
    @ParameterizedTest
    @ValueSource(strings = {"", "without/checkpoints", "without/tracking"})
    void compile(String sources, @TempDir Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", directory.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.list(Path.of("src/benchmark", sources))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        if (!sources.isEmpty()) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> Files.notExists(
                                Path.of("src/benchmark", sources).resolve(file.getFileName())))
                        .map(Path::toString)
                        .forEach(arguments::add);
            }
        }
        ByteArrayOutputStream errors = new ByteArrayOutputStream();

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, OutputStream.nullOutputStream(), errors, arguments.toArray(String[]::new));

        assertEquals(0, result, () -> errors.toString(UTF_8));
    }
}
