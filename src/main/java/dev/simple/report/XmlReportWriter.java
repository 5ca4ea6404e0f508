package dev.simple.report;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.Problem;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.Verdict;
import dev.simple.report.ReportedProblems.Reported;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Renders a class's result in the format of Surefire's schema 3.0.2, whose order of elements it keeps. */
final class XmlReportWriter {

    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";

    private final ReportContent content;
    private final Map<String, String> properties;

    XmlReportWriter(ReportContent content, Map<String, String> properties) {
        this.content = content;
        this.properties = new TreeMap<>(properties);
    }

    void write(ClassResult result, OutputStream target) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        XmlOutput xml = new XmlOutput(writer);
        xml.declaration();
        startSuite(xml, result);
        if (content.properties()) {
            properties(xml);
        }
        for (TestResult test : result.tests()) {
            testCase(xml, test);
        }
        xml.end();
        writer.flush();
    }

    private void properties(XmlOutput xml) throws IOException {
        xml.start("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.start("property")
                    .attribute("name", property.getKey())
                    .attribute("value", property.getValue())
                    .end();
        }
        xml.end();
    }

    /** As Surefire writes it: with the suffix of the report in parentheses. */
    private String withSuffix(String className) {
        return content.nameSuffix().isEmpty() ? className : className + "(" + content.nameSuffix() + ")";
    }

    private void startSuite(XmlOutput xml, ClassResult result) throws IOException {
        Counts counts = result.counts();
        xml.start("testsuite")
                .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
                .attribute("xsi:noNamespaceSchemaLocation", SCHEMA)
                .attribute("version", "3.0.2")
                .attribute("name", withSuffix(result.className()))
                .attribute("time", Times.attribute(result.duration()))
                .attribute("timestamp", result.startedAt().toString())
                .attribute("tests", String.valueOf(counts.tests()))
                .attribute("errors", String.valueOf(counts.errors()))
                .attribute("skipped", String.valueOf(counts.skipped()))
                .attribute("failures", String.valueOf(counts.failures()))
                .attribute("flakes", String.valueOf(counts.flaky()));
    }

    private void testCase(XmlOutput xml, TestResult test) throws IOException {
        TestExecution representative = ReportedProblems.representative(test);
        xml.start("testcase")
                .attribute("name", test.test().name())
                .attribute("classname", withSuffix(test.test().sourceClassName()))
                .attribute("time", Times.attribute(representative.duration()));
        if (content.timestamps() && representative.startedAt() != null) {
            xml.attribute("timestamp", representative.startedAt().toString());
        }
        for (Reported reported : ReportedProblems.of(test)) {
            if (reported.problem() == null) {
                xml.start("skipped")
                        .attribute("message", blankToNull(reported.execution().skipReason()))
                        .end();
            } else {
                problem(xml, test, reported, reported.problem());
            }
        }
        if (content.outputOfPassed() || !test.verdict().equals(Verdict.PASSED)) {
            output(xml, test, representative.output());
        }
        xml.end();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static void problem(XmlOutput xml, TestResult test, Reported reported, Problem problem) throws IOException {
        xml.start(reported.element()).attribute("message", problem.message()).attribute("type", problem.type());
        String stackTrace = problem.stackTrace().stripTrailing() + "\n";
        if (reported.hasOwnOutput()) {
            xml.start("stackTrace").textAndEnd(text -> text.write(stackTrace));
            output(xml, test, reported.execution().output());
            xml.end();
        } else {
            xml.textAndEnd(text -> text.write(stackTrace));
        }
    }

    private static void output(XmlOutput xml, TestResult test, CapturedOutput output) throws IOException {
        for (OutputStreamKind kind : OutputStreamKind.values()) {
            if (output.size(kind) > 0) {
                xml.start(kind == OutputStreamKind.STDOUT ? "system-out" : "system-err")
                        .textAndEnd(text ->
                                OutputText.write(output, kind, test.test().className(), text));
            }
        }
    }
}
