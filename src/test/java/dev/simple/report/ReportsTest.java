package dev.simple.report;

import static dev.simple.report.Samples.START;
import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.runFinished;
import static dev.simple.report.Samples.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    private static final RunEvent[] RUN = {
        started("p.A", "p.B"),
        finished("p.A", result("p.A", "a", passed())),
        finished("p.B", result("p.B", "b", passed())),
        runFinished(result("p.A", "a", passed()), result("p.B", "b", passed()))
    };

    private final RecordingConsole console = new RecordingConsole(false);

    @TempDir
    private Path directory;

    @Test
    void writesEveryReportOfARun() throws IOException {
        Reports reports = reports(List.of());
        tell(reports);

        assertEquals(List.of(), reports.failures());
        assertEquals("2", read("p.A", "p.B"));
        assertTrue(Files.exists(directory.resolve("surefire/p.A.txt")));
        assertTrue(Files.exists(directory.resolve("own/results.json")));
    }

    @Test
    void givesTheOthersEveryEventThatOneFailsOn() {
        List<RunEvent> seen = new ArrayList<>();
        Reports reports = reports(List.of(
                event -> {
                    throw new IllegalStateException("too bad");
                },
                event -> {
                    throw new StackOverflowError();
                },
                seen::add));
        tell(reports);

        assertEquals(List.of(RUN), seen);
        assertEquals(2, reports.failures().size());
        assertTrue(reports.failures()
                .get(0)
                .endsWith("which is a bug in simple-maven-plugin:" + " java.lang.IllegalStateException: too bad"));
    }

    @Test
    void warnsOnceForEachListener() {
        Reports reports = reports(List.of(event -> {
            throw new IllegalStateException("too bad");
        }));
        tell(reports);

        assertEquals(2, console.text().split("too bad", -1).length, console.text());
        assertTrue(console.text().contains("[WARNING] The "));
    }

    @Test
    void survivesAConsoleThatThrows() throws IOException {
        Console broken = new Console() {
            @Override
            public void info(String message) {
                throw new IllegalStateException("closed");
            }

            @Override
            public void warn(String message) {
                throw new IllegalStateException("closed");
            }

            @Override
            public void error(String message) {
                throw new IllegalStateException("closed");
            }

            @Override
            public PrintStream out() {
                return console.stream;
            }

            @Override
            public PrintStream err() {
                return console.stream;
            }

            @Override
            public PrintStream terminal() {
                return console.stream;
            }
        };
        RunListener alsoBroken = event -> {
            throw new IllegalArgumentException("also");
        };
        Reports reports = Reports.of(
                Samples.reporting(directory), LeakPolicy.REPORT, List.of(alsoBroken), broken, Map.of(), unit -> null);
        tell(reports);
        reports.tick(START);

        assertEquals(2, reports.failures().size());
        assertEquals("2", read("p.A", "p.B"));
    }

    @Test
    void namesTheDirectoryThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("surefire"), "in the way");
        Reports reports = reports(List.of());
        tell(reports);

        assertEquals(
                List.of(
                        file.resolve("TEST-p.A.xml") + " could not be written: " + file
                                + " is in the way and is not a directory",
                        file.resolve("p.A.txt") + " could not be written: " + file
                                + " is in the way and is not a directory"),
                reports.failures());
        assertTrue(Files.exists(directory.resolve("own/results.json")));
    }

    @Test
    void namesTheFileThatDidNotFitOnTheDisk() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Path surefire = Files.createDirectory(directory.resolve("surefire"));
        Path old = Files.writeString(surefire.resolve("TEST-p.A.xml"), "old");
        Files.createSymbolicLink(surefire.resolve("TEST-p.A.xml.tmp"), full);
        Reports reports = reports(List.of());
        tell(reports);

        assertEquals(List.of(old + " could not be written: No space left on device"), reports.failures());
        assertTrue(console.text().contains("[WARNING] " + old + " could not be written: No space left on device\n"));
        assertEquals("old", Files.readString(old), "half a report replaced a whole one");
        assertFalse(Files.exists(surefire.resolve("TEST-p.A.xml.tmp")));
        assertEquals("1", read("p.B"));
    }

    @Test
    void redirectsOutputOnlyIfAsked() throws IOException {
        RunEvent finished = finished(
                "p.A", 1, true, null, new Spool(directory).out("hello").captured(), result("p.A", "a", passed()));
        Path file = directory.resolve("surefire/p.A-output.txt");
        reports(List.of()).on(finished);
        assertFalse(Files.exists(file));

        Reporting redirecting = new Reporting(
                directory.resolve("surefire"),
                directory.resolve("own"),
                directory.resolve("c"),
                true,
                true,
                false,
                false,
                ReportContent.USUAL);
        Reports.of(redirecting, LeakPolicy.REPORT, List.of(), console, Map.of(), unit -> null)
                .on(finished);
        assertEquals("hello", Files.readString(file));
    }

    private Reports reports(List<RunListener> first) {
        return Reports.of(
                Samples.reporting(directory), LeakPolicy.REPORT, first, console, Map.of("k", "v"), unit -> null);
    }

    private static void tell(Reports reports) {
        List.of(RUN).forEach(reports::on);
    }

    private String read(String... classNames) throws IOException {
        int tests = 0;
        for (String className : classNames) {
            tests += Integer.parseInt(ReportXml.read(directory.resolve("surefire/TEST-" + className + ".xml"))
                    .suite()
                    .getAttribute("tests"));
        }
        return String.valueOf(tests);
    }
}
