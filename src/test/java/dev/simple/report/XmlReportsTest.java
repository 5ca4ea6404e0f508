package dev.simple.report;

import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.problem;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.skipped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.model.CapturedOutput;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.Problem;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class XmlReportsTest {

    private static final TestExecution FAILURE = problem(Outcome.FAILED, problem("wrong"));
    private static final TestExecution ERROR = problem(Outcome.ERROR, problem("broken"));

    @TempDir
    private Path directory;

    @Test
    void reportsTheSuiteWithItsNumbers() throws IOException {
        Element suite = write(
                        result("p.A", "passes", passed()),
                        result("p.A", "fails", FAILURE),
                        result("p.A", "breaks", ERROR),
                        result("p.A", "sleeps", skipped("later")),
                        result("p.A", "flickers", FAILURE, passed()))
                .suite();

        assertEquals("p.A", suite.getAttribute("name"));
        assertEquals("0.345", suite.getAttribute("time"));
        assertEquals("2026-03-01T10:00:00Z", suite.getAttribute("timestamp"));
        assertEquals(
                List.of("5", "1", "1", "1", "1"),
                Stream.of("tests", "failures", "errors", "skipped", "flakes")
                        .map(suite::getAttribute)
                        .toList());
    }

    @Test
    void saysWhenATestBeganIfAskedTo() throws IOException {
        ReportContent content =
                new ReportContent("", true, true, true, true, true, true, false, StandardCharsets.UTF_8);
        Instant start = Instant.parse("2026-03-01T10:00:00.123Z");
        new XmlReports(directory, content, Map.of())
                .on(finished(
                        "p.A",
                        result(
                                "p.A",
                                "passes",
                                new TestExecution(
                                        Outcome.PASSED, start, Duration.ofMillis(5), null, null, CapturedOutput.NONE)),
                        result("p.A", "sleeps", skipped("later"))));

        assertEquals("2026-03-01T10:00:00.123Z", read("p.A").test("passes").getAttribute("timestamp"));
        assertFalse(read("p.A").test("sleeps").hasAttribute("timestamp"));
    }

    @Test
    void reportsTheWorkersSystemProperties() throws IOException {
        new XmlReports(directory, ReportContent.USUAL, Map.of("a.key", "1 < 2\n\"3\""))
                .on(finished("p.A", result("p.A", "passes", passed())));

        Element properties =
                ReportXml.children(read("p.A").suite(), "properties").get(0);
        Element property = ReportXml.children(properties, "property").get(0);
        assertEquals("a.key", property.getAttribute("name"));
        assertEquals("1 < 2\n\"3\"", property.getAttribute("value"));
    }

    @Test
    void reportsAFailureWithItsStackTraceAndOutput() throws IOException {
        CapturedOutput output =
                new Spool(directory).out("to out").err("to err").out(" and on").captured();
        Element test = write(result("p.A", "fails", problem(Outcome.FAILED, problem("wrong"), output)))
                .test("fails");

        assertEquals(List.of("failure", "system-out", "system-err"), ReportXml.childNames(test));
        Element failure = ReportXml.children(test, "failure").get(0);
        assertEquals("wrong", failure.getAttribute("message"));
        assertEquals("p.Oops", failure.getAttribute("type"));
        assertEquals("p.Oops: wrong\n\tat p.Foo.bar(Foo.java:1)\n", failure.getTextContent());
        assertEquals("to out and on", ReportXml.text(test, "system-out"));
        assertEquals("to err", ReportXml.text(test, "system-err"));
        assertEquals("p.A", test.getAttribute("classname"));
        assertEquals("0.012", test.getAttribute("time"));
    }

    @Test
    void reportsTheOutputOfAPassedTest() throws IOException {
        Element test = write(result(
                        "p.A",
                        "passes",
                        passed(new Spool(directory).out("hello\r\n").captured())))
                .test("passes");

        assertEquals("hello\n", ReportXml.text(test, "system-out"));
    }

    @Test
    void reportsWhyATestWasSkipped() throws IOException {
        ReportXml report = write(result("p.A", "sleeps", skipped("later")), result("p.A", "dozes", skipped("")));

        Element reason = ReportXml.children(report.test("sleeps"), "skipped").get(0);
        assertEquals("later", reason.getAttribute("message"));
        Element unknown = ReportXml.children(report.test("dozes"), "skipped").get(0);
        assertEquals(false, unknown.hasAttribute("message"));
    }

    @Test
    void reportsEveryRerunOfATestThatNeverPassed() throws IOException {
        ReportXml report = write(
                result("p.A", "fails", FAILURE, FAILURE, ERROR),
                result("p.A", "breaks", ERROR, FAILURE, ERROR),
                result("p.A", "stops", FAILURE, skipped("now skipped")));

        assertEquals(List.of("failure", "rerunFailure", "rerunError"), ReportXml.childNames(report.test("fails")));
        assertEquals(List.of("rerunFailure", "error", "rerunError"), ReportXml.childNames(report.test("breaks")));
        assertEquals(List.of("failure"), ReportXml.childNames(report.test("stops")));
    }

    @Test
    void reportsAFlakyTestWithoutAFailure() throws IOException {
        CapturedOutput first = new Spool(directory).out("first").err("oh").captured();
        CapturedOutput last = new Spool(directory).out("last").captured();
        Element test = write(result(
                        "p.A", "flickers", ERROR, problem(Outcome.FAILED, problem("wrong"), first), passed(last)))
                .test("flickers");

        assertEquals(List.of("flakyFailure", "flakyError", "system-out"), ReportXml.childNames(test));
        Element failure = ReportXml.children(test, "flakyFailure").get(0);
        assertEquals(List.of("stackTrace", "system-out", "system-err"), ReportXml.childNames(failure));
        assertEquals("first", ReportXml.text(failure, "system-out"));
        assertEquals("oh", ReportXml.text(failure, "system-err"));
        assertEquals("last", ReportXml.text(test, "system-out"));
    }

    @Test
    void replacesTheReportOfTheFirstRunAfterARerun() throws IOException {
        XmlReports reports = new XmlReports(directory, ReportContent.USUAL, Map.of());
        reports.on(finished("p.A", 1, false, result("p.A", "flickers", FAILURE)));
        assertEquals("1", read("p.A").suite().getAttribute("failures"));
        reports.on(finished("p.A", 2, true, result("p.A", "flickers", FAILURE, passed())));

        assertEquals("0", read("p.A").suite().getAttribute("failures"));
        assertEquals("1", read("p.A").suite().getAttribute("flakes"));
        assertEquals(List.of("TEST-p.A.xml"), names());
    }

    @Test
    void reportsACrashedClassWithTheTestsThatHadEnded() throws IOException {
        new XmlReports(directory, ReportContent.USUAL, Map.of())
                .on(finished(
                        "p.A",
                        1,
                        true,
                        Interruption.CRASHED,
                        CapturedOutput.NONE,
                        result("p.A", "passes", passed()),
                        result("p.A", "executionError", problem(Outcome.ERROR, new Problem("Crash", null, "", "")))));

        ReportXml report = read("p.A");
        assertEquals("2", report.suite().getAttribute("tests"));
        assertEquals(List.of("error"), ReportXml.childNames(report.test("executionError")));
    }

    @Test
    void writesNothingForAClassWithoutTests() throws IOException {
        new XmlReports(directory, ReportContent.USUAL, Map.of()).on(finished("p.A"));

        assertEquals(List.of(), names());
    }

    @Test
    void isValidWhateverNamesMessagesAndOutputContain() throws IOException {
        String nasty = "]]> ]]]> <a & \"b\" 'c'> \u0000\u001b[31m\b\uFFFE\uFFFF\ud800 \udc00 \ud83d\ude00 \u0085\u2028"
                + " a\tb\r\nc \ud800";
        String legal =
                "]]> ]]]> <a & \"b\" 'c'> \uFFFD\uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFD \uFFFD \ud83d\ude00 \u0085\u2028"
                        + " a\tb\r\nc \uFFFD";
        CapturedOutput output = new Spool(directory).out(nasty).err(nasty).captured();
        Problem problem = new Problem(nasty, nasty, nasty, nasty);
        new XmlReports(directory, ReportContent.USUAL, Map.of(nasty, nasty))
                .on(finished(
                        "p.A",
                        result("p.A", nasty, problem(Outcome.FAILED, problem, output)),
                        result("p.A", "b", problem(Outcome.ERROR, problem, output), passed(output)),
                        result("p.A", "c", skipped(nasty))));

        ReportXml report = read("p.A");
        Element failure = ReportXml.children(report.test(legal), "failure").get(0);
        assertEquals(legal, failure.getAttribute("message"));
        // Readers turn every line end in an element into \n.
        assertEquals(legal.replace("\r\n", "\n") + "\n", failure.getTextContent());
        // Lone surrogates have no UTF-8 form: the spool file has question marks.
        String encoded = legal.replace("\uFFFD \uFFFD \ud83d", "? ? \ud83d").replace("\r\n", "\n");
        assertEquals(
                encoded.substring(0, encoded.length() - 1) + "?", ReportXml.text(report.test(legal), "system-out"));
    }

    @Test
    void replacesBytesThatAreNotUtf8() throws IOException {
        byte[] bytes = {'a', (byte) 0xC3, '(', (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b', (byte) 0xE2};
        CapturedOutput output =
                new Spool(directory).add(OutputStreamKind.STDOUT, bytes).captured();

        assertEquals(
                "a\uFFFD(\uFFFD\uFFFDb\uFFFD",
                ReportXml.text(write(result("p.A", "a", passed(output))).test("a"), "system-out"));
    }

    @Test
    void joinsACharacterThatWasWrittenInTwoPieces() throws IOException {
        byte[] smile = {(byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80};
        Spool spool = new Spool(directory);
        for (byte one : smile) {
            spool.add(OutputStreamKind.STDOUT, new byte[] {one}).err("x");
        }

        Element test = write(result("p.A", "a", passed(spool.captured()))).test("a");
        assertEquals("\ud83d\ude00", ReportXml.text(test, "system-out"));
        assertEquals("xxxx", ReportXml.text(test, "system-err"));
    }

    @Test
    void writesTheReportEvenIfTheOutputIsGone() throws IOException {
        CapturedOutput output = new Spool(directory).out("lost").captured();
        Files.delete(Objects.requireNonNull(output.file()));

        String text = ReportXml.text(write(result("p.A", "a", passed(output))).test("a"), "system-out");
        assertTrue(text.contains("could not be read"), text);
    }

    @Test
    void replacesCharactersThatAreIllegalInFileNames() throws IOException {
        new XmlReports(directory, ReportContent.USUAL, Map.of())
                .on(finished("p.A/b:c", result("p.A/b:c", "a", passed())));

        assertEquals(List.of("TEST-p.A_b_c.xml"), names());
    }

    private ReportXml write(TestResult... tests) throws IOException {
        new XmlReports(directory, ReportContent.USUAL, Map.of()).on(finished("p.A", tests));
        return read("p.A");
    }

    private ReportXml read(String className) throws IOException {
        return ReportXml.read(directory.resolve("TEST-" + className + ".xml"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
