package dev.simple.report;

import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.model.CapturedOutput;
import dev.simple.model.CapturedOutput.Slice;
import dev.simple.model.OutputStreamKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeOutputTest {

    @TempDir
    private Path directory;

    @Test
    void keepsTheStartOfALineOfTenMegabytesAndSaysWhatIsMissing() throws IOException {
        String text = report(new Spool(directory).out("x".repeat(10 << 20)).captured());

        assertTrue(text.startsWith("x".repeat(1 << 20) + "\n["));
        assertEquals(
                "[9437184 more bytes were left out here. With -Dmaven.test.redirectTestOutputToFile=true everything is"
                        + " kept in p.A-output.txt.]",
                text.substring(1 << 20).strip());
    }

    @Test
    void saysNothingIsMissingWhereNothingIs() throws IOException {
        assertEquals(
                1 << 20,
                report(new Spool(directory).out("x".repeat(1 << 20)).captured()).length());
    }

    @Test
    void reportsAGigabyteOfOutputWithoutReadingIt() throws IOException {
        Path spool = directory.resolve("spool");
        long size = 1L << 30;
        try (RandomAccessFile sparse = new RandomAccessFile(spool.toFile(), "rw")) {
            sparse.setLength(size);
        }

        String text = report(new CapturedOutput(spool, List.of(new Slice(OutputStreamKind.STDOUT, 0, size))));
        assertTrue(text.startsWith("\uFFFD"));
        assertTrue(text.contains("1072693248 more bytes"), "the end: " + text.substring(1 << 20));
        assertTrue(Files.size(directory.resolve("TEST-p.A.xml")) < 4 << 20);
    }

    private String report(CapturedOutput output) throws IOException {
        new XmlReports(directory, ReportContent.USUAL, Map.of())
                .on(finished("p.A", result("p.A", "a", passed(output))));
        return ReportXml.text(ReportXml.read(directory.resolve("TEST-p.A.xml")).test("a"), "system-out");
    }
}
