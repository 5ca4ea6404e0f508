package dev.simple.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.RunEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resources are what Surefire 3.5.6 printed, with {@code ^} for the escape character. */
class SurefireLikenessTest {

    @Test
    void printsWhatSurefirePrints() {
        assertEquals(
                // Surefire goes on in the middle of the test's line.
                surefire("surefire-3.5.6-plain.txt").replace("partial[", "partial\n["),
                console(SampleProject.withoutReruns(), false, false));
    }

    @Test
    void printsInSurefiresColours() {
        assertEquals(
                surefire("surefire-3.5.6-colour.txt").replace("partial[", "partial\n["),
                console(SampleProject.withoutReruns(), true, false));
    }

    @Test
    void printsRerunsAsSurefireDoes() {
        assertEquals(surefire("surefire-3.5.6-reruns-colour.txt"), console(SampleProject.withReruns(), true, true));
    }

    @Test
    void writesTheTextFileThatSurefireWrites(@TempDir Path directory) throws IOException {
        new TextReports(directory, ReportContent.USUAL).on(Samples.finished("p.FooTest", SampleProject.foo(1)));

        assertEquals(
                surefire("surefire-3.5.6-FooTest.txt"),
                withoutTimes(Files.readString(directory.resolve("p.FooTest.txt"))));
    }

    /** Apart from properties, times and the line end at the end. */
    @Test
    void writesTheXmlThatSurefireWrites(@TempDir Path directory) throws IOException {
        new XmlReports(directory, ReportContent.USUAL, Map.of())
                .on(Samples.finished("p.FooTest", SampleProject.foo(3)));

        String ours = Files.readString(directory.resolve("TEST-p.FooTest.xml"));
        assertEquals(
                withoutTimes(surefire("surefire-3.5.6-TEST-FooTest.xml")).strip(),
                withoutTimes(ours.replaceAll("  <properties/>\n| timestamp=\"[^\"]*\"", ""))
                        .strip());
    }

    private static String console(List<RunEvent> events, boolean colour, boolean redirected) {
        RecordingConsole console = new RecordingConsole(colour);
        Reporting reporting = new Reporting(
                Path.of("r"), Path.of("o"), Path.of("c"), true, redirected, colour, false, ReportContent.USUAL);
        ConsoleReporter reporter = new ConsoleReporter(reporting, console);
        events.forEach(reporter::on);
        return withoutTimes(console.text().replace('\u001b', '^'));
    }

    private static String surefire(String resource) {
        try (InputStream in = SurefireLikenessTest.class.getResourceAsStream(resource)) {
            return withoutTimes(
                    new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("Time elapsed: [0-9.]+ s", "Time elapsed: # s").replaceAll(" time=\"[^\"]*\"", "");
    }
}
