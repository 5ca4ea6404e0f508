package dev.simple.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternFileTest {

    @TempDir
    private Path directory;

    @Test
    void hasOnePatternALine() throws IOException {
        Path file = write("# slow ones", "", "  **/SlowTest.java ", "p.FooTest#adds+removes", "%regex[.*Bar{1,2}.*]");

        assertEquals(
                List.of("**/SlowTest.java", "p.FooTest#adds+removes", "%regex[.*Bar{1,2}.*]"),
                PatternFile.includes(file));
    }

    @Test
    void namesTheLineThatIsMalformed() throws IOException {
        Path file = write("**/SlowTest.java", "", "!FastTest");

        assertEquals(
                "The pattern '!FastTest' in line 3 of excludesFile " + file
                        + " begins with '!', but an exclude excludes" + " anyway. Write it without '!'.",
                Refusal.of(() -> PatternFile.excludes(file)));
    }

    @Test
    void saysThatItIsMissing() {
        Path file = directory.resolve("missing.txt");

        String message = Refusal.of(() -> PatternFile.includes(file));

        assertTrue(message.startsWith("includesFile is " + file + ", which cannot be read: "), message);
        assertTrue(
                message.endsWith("Name a file with one pattern a line, relative to the project's directory."), message);
    }

    private Path write(String... lines) throws IOException {
        return Files.write(directory.resolve("patterns.txt"), List.of(lines));
    }
}
