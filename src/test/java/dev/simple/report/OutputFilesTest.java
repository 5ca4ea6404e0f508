package dev.simple.report;

import static dev.simple.report.Samples.finished;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.simple.model.CapturedOutput;
import dev.simple.model.CapturedOutput.Slice;
import dev.simple.model.OutputStreamKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void names() {
        file = directory.resolve("reports").resolve("p.A-output.txt");
    }

    @Test
    void keepsAllOutputInItsOrderWhateverItsStream() throws IOException {
        write(1, new Spool(directory).out("a").err("b\n").out("c").captured());

        assertEquals("ab\nc", Files.readString(file));
    }

    @Test
    void addsTheOutputOfReruns() throws IOException {
        write(1, new Spool(directory).out("first\n").captured());
        write(2, new Spool(directory).out("second\n").captured());

        assertEquals("first\nsecond\n", Files.readString(file));
    }

    @Test
    void replacesTheOutputOfTheRunBefore() throws IOException {
        write(1, new Spool(directory).out("old").captured());
        write(1, new Spool(directory).out("new").captured());
        assertEquals("new", Files.readString(file));

        write(1, CapturedOutput.NONE);
        assertFalse(Files.exists(file));
    }

    @Test
    void failsRatherThanWaitForOutputThatIsNotThere() throws IOException {
        Path spool = Files.writeString(directory.resolve("short"), "ab");
        CapturedOutput output = new CapturedOutput(spool, List.of(new Slice(OutputStreamKind.STDOUT, 0, 3)));

        assertThrows(UncheckedIOException.class, () -> write(1, output));
    }

    private void write(int run, CapturedOutput output) {
        new OutputFiles(directory.resolve("reports"), "").on(finished("p.A", run, true, null, output));
    }
}
