package dev.simple.report;

import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.problem;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.skipped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.model.Outcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReportsTest {

    @TempDir
    private Path directory;

    @Test
    void nameOnlyTestsWithProblemsUnlessAskedForAll() throws IOException {
        assertEquals("""
                Tests run: 3, Failures: 1, Errors: 0, Skipped: 1, Time elapsed: 0.345 s <<< FAILURE! -- in p.A
                p.A.fails -- Time elapsed: 0.012 s <<< FAILURE!
                p.Oops: wrong
                \tat p.Foo.bar(Foo.java:1)

                """, write(false, StandardCharsets.UTF_8, "wrong"));
        assertEquals("""
                Tests run: 3, Failures: 1, Errors: 0, Skipped: 1, Time elapsed: 0.345 s <<< FAILURE! -- in p.A
                p.A.passes -- Time elapsed: 0.012 s
                p.A.sleeps skipped
                p.A.fails -- Time elapsed: 0.012 s <<< FAILURE!
                p.Oops: wrong
                \tat p.Foo.bar(Foo.java:1)

                """, write(true, StandardCharsets.UTF_8, "wrong"));
    }

    @Test
    void haveTheEncodingThatIsSet() throws IOException {
        assertTrue(write(false, StandardCharsets.ISO_8859_1, "größer").contains("p.Oops: größer"));
    }

    private String write(boolean everyTest, Charset encoding, String message) throws IOException {
        ReportContent content = new ReportContent("", true, true, true, true, true, false, everyTest, encoding);
        new TextReports(directory, content)
                .on(finished(
                        "p.A",
                        result("p.A", "passes", passed()),
                        result("p.A", "sleeps", skipped("later")),
                        result("p.A", "fails", problem(Outcome.FAILED, problem(message)))));
        String text = Files.readString(directory.resolve("p.A.txt"), encoding);
        return text.lines().skip(3).map(line -> line + "\n").reduce("", String::concat);
    }
}
