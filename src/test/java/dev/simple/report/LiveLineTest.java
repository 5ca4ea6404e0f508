package dev.simple.report;

import static dev.simple.report.Samples.START;
import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.output;
import static dev.simple.report.Samples.problem;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.runFinished;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.fixtures.Plans;
import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.OutputReceived;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    private static final String ERASE = "\r\u001b[2K";

    private final RecordingConsole console = new RecordingConsole(false);
    private final ConsoleReporter reporter = new ConsoleReporter(
            new Reporting(Path.of("r"), Path.of("o"), Path.of("c"), true, false, false, true, ReportContent.USUAL),
            console);

    @Test
    void showsHowFarTheRunIsAndWhatIsRunning() {
        start(Duration.ofSeconds(100), 2);
        for (String name : List.of("p.A", "p.q.B", "p.C", "p.D")) {
            reporter.on(new ClassStarted(START, name, 1, 1));
        }
        console.next();
        reporter.tick(START.plusSeconds(5));

        assertEquals("0 of 4 done, 5 s, about 40 s left | A 5 s, B 5 s, +2", line(console.next()));
    }

    @Test
    void countsClassesWhoseLastRunIsOver() {
        start(null, 1);
        reporter.on(new ClassStarted(START, "p.A", 1, 1));
        reporter.on(finished("p.A", 1, false, result("p.A", "a", problem(Outcome.FAILED, problem("m")))));
        console.next();
        reporter.tick(START.plusSeconds(1));
        assertEquals("0 of 4 done, 1 s | starting", line(console.next()));

        reporter.on(finished("p.A", 2, true, result("p.A", "a", problem(Outcome.FAILED, problem("m")))));
        console.next();
        reporter.tick(START.plusSeconds(2));
        assertEquals("1 of 4 done, 1 test failed, 2 s", line(console.next()));
    }

    @Test
    void estimatesNothingOnceTheLastRunsTimeIsUsedUp() {
        start(Duration.ofSeconds(3), 1);
        reporter.on(new ClassStarted(START, "p.A", 1, 1));
        console.next();
        reporter.tick(START.plusSeconds(4));

        assertEquals("0 of 4 done, 4 s | A 4 s", line(console.next()));
    }

    @Test
    void isErasedBeforeEveryLineAndComesBackAfterwards() {
        start(null, 1);
        reporter.tick(START.plusMillis(200));
        console.next();
        reporter.on(new ClassStarted(START.plusMillis(250), "p.A", 1, 1));
        assertEquals(ERASE + "[INFO] Running p.A\n", console.next());

        reporter.tick(START.plusMillis(400));
        assertEquals("0 of 4 done, 0 s | A 0 s", line(console.next()));
    }

    @Test
    void isErasedBeforeRawOutput() {
        start(null, 1);
        reporter.tick(START.plusMillis(200));
        console.next();
        reporter.on(output(OutputStreamKind.STDOUT, "p.A", "raw"));

        assertEquals(ERASE + "raw", console.next());
    }

    @Test
    void staysAwayWhileOutputWaitsForTheEndOfItsLine() {
        start(null, 1);
        reporter.on(output(OutputStreamKind.STDOUT, "p.A", "x".repeat(10_000)));
        console.next();
        reporter.tick(START.plusSeconds(1));
        assertEquals("", console.next());

        reporter.on(new OutputReceived(
                START.plusMillis(1010), "p.A", OutputStreamKind.STDOUT, "end\n".getBytes(StandardCharsets.UTF_8), 1));
        reporter.tick(START.plusMillis(1200));
        assertTrue(console.next().endsWith("0 of 4 done, 1 s | starting\u001b[?7h"));
    }

    @Test
    void isRedrawnAtMostTenTimesASecond() {
        start(null, 1);
        console.next();
        for (int i = 0; i < 1000; i++) {
            reporter.tick(START.plusMillis(i));
        }

        assertEquals(9, console.next().split("of 4 done", -1).length - 1);
    }

    @Test
    void isGoneForGoodWhenTheRunHasEnded() {
        start(null, 1);
        reporter.tick(START.plusSeconds(1));
        console.next();
        reporter.on(runFinished());
        String text = console.next();
        assertTrue(text.startsWith(ERASE + "[INFO] \n[INFO] Results:"), text);
        reporter.tick(START.plusSeconds(10));

        assertEquals("", console.next());
        assertFalse(text.contains("of 4 done"), text);
    }

    private void start(@Nullable Duration expected, int workers) {
        reporter.on(Plans.started(START, List.of("p.A", "p.q.B", "p.C", "p.D"), workers, expected));
    }

    private static String line(String text) {
        assertTrue(text.startsWith(ERASE + "\u001b[?7l") && text.endsWith("\u001b[?7h"), text);
        return text.substring((ERASE + "\u001b[?7l").length(), text.length() - "\u001b[?7h".length());
    }
}
