package dev.simple.report;

import static dev.simple.report.Samples.START;
import static dev.simple.report.Samples.finished;
import static dev.simple.report.Samples.output;
import static dev.simple.report.Samples.passed;
import static dev.simple.report.Samples.problem;
import static dev.simple.report.Samples.result;
import static dev.simple.report.Samples.runFinished;
import static dev.simple.report.Samples.skipped;
import static dev.simple.report.Samples.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.CapturedOutput;
import dev.simple.model.Interruption;
import dev.simple.model.LeakKind;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.ContainmentKnown;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.WorkerEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReporterTest {

    private static final String ZERO = "Failures: 0, Errors: 0, Skipped: 0";

    private final RecordingConsole console = new RecordingConsole(false);

    @Test
    void tellsHowAWorkerDiedAndWhatRanInIt() {
        Path log = Path.of("hs_err_pid7.log");
        assertEquals(
                """
                [ERROR] Worker 2 was ended by SIGSEGV. It was running p.A, p.B.
                  The JVM's fatal error log: hs_err_pid7.log
                """,
                print(new WorkerCrashed(
                        START,
                        new WorkerEnd(2, 139, "Worker 2 was ended by SIGSEGV.", "a\nb\n\n", log),
                        List.of("p.A", "p.B"))));
        assertEquals(
                "[ERROR] Worker 3 exited with code 1.\n",
                print(new WorkerCrashed(
                        START, new WorkerEnd(3, 1, "Worker 3 exited with code 1.", "", null), List.of())));
    }

    @Test
    void tellsThatAClassCrashedEvenIfNoTestOfItHadEnded() {
        assertEquals(
                "[ERROR] Tests run: 0, " + ZERO + ", Time elapsed: 0.345 s <<< FAILURE! -- in p.A\n"
                        + "[ERROR] p.A did not run to its end: its process died.\n",
                print(finished("p.A", 1, true, Interruption.CRASHED, CapturedOutput.NONE)));
    }

    @Test
    void tellsThatAClassWasEndedBecauseOfTheTimeLimit() {
        assertEquals(
                "[ERROR] Tests run: 1, " + ZERO + ", Time elapsed: 0.345 s <<< FAILURE! -- in p.A\n"
                        + "[ERROR] p.A did not run to its end: it was ended because it ran longer than the time limit.\n",
                print(finished(
                        "p.A",
                        1,
                        true,
                        Interruption.TIMED_OUT,
                        CapturedOutput.NONE,
                        result("p.A", "passes", passed()))));
    }

    @Test
    void saysNothingOfAClassWithoutTests() {
        assertEquals("", print(finished("p.A")));
    }

    @Test
    void warnsOfASlowClassAndNamesItsTest() {
        assertEquals(
                "[WARNING] p.A has been running for 1 min 5 s in worker 3, now in waits.\n",
                print(new ClassSlow(START, "p.A", Duration.ofSeconds(65), test("p.A", "waits"), 3)));
        assertEquals(
                "[WARNING] p.A has been running for 1 min in worker 3, outside of a test.\n",
                print(new ClassSlow(START, "p.A", Duration.ofSeconds(60), null, 3)));
    }

    @Test
    void showsAContainmentThatLacksSomethingAsAWarning() {
        assertEquals(
                "[WARNING] Containment: supervisor; without mark in the environment\n",
                print(new ContainmentKnown(START, "supervisor; without mark in the environment", false)));
        assertEquals("[INFO] Containment: supervisor\n", print(new ContainmentKnown(START, "supervisor", true)));
    }

    @Test
    void namesTwentyProcessesThatWereLeftBehindAndCountsTheOthers() {
        List<Leak> processes = new ArrayList<>();
        for (int pid = 1; pid <= 22; pid++) {
            processes.add(new Leak(
                    LeakKind.PROCESS, pid, "sleep 9", Duration.ofSeconds(1), List.of("p.A"), List.of(1), true));
        }

        List<String> all = print(new ProcessesLeftBehind(START, processes.subList(0, 20)))
                .lines()
                .toList();
        List<String> lines =
                print(new ProcessesLeftBehind(START, processes)).lines().toList();

        assertEquals(all, lines.subList(0, 21));
        assertEquals("[WARNING]   process 20 (1 s old, ended): sleep 9", lines.get(20));
        assertEquals(List.of("[WARNING]   and 2 more, which are in the reports"), lines.subList(21, lines.size()));
    }

    @Test
    void showsANoticeAsAWarning() {
        assertEquals("[WARNING] Look here.\n", print(new Notice(START, "Look here.")));
    }

    @Test
    void saysHowManyClassesWereNotRunAndWhy() {
        String text =
                print(runFinished(List.of("p.B", "p.C"), "Memory was over its limit.", result("p.A", "a", passed())));
        assertTrue(text.contains("[WARNING] 2 classes or files were not run: Memory was over its limit.\n"), text);
    }

    @Test
    void printsATotalInTheMiddleOfNothingButSkippedTests() {
        assertTrue(print(runFinished(result("p.A", "a", skipped(null))))
                .contains("\n[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 1\n"));
    }

    @Test
    void warnsInTheTotalIfTestsWereOnlyFlaky() {
        String text = print(
                runFinished(result("p.A", "a", problem(Outcome.FAILED, problem("once")), skipped("no"), passed())));
        assertEquals("""
                [INFO]\s
                [INFO] Results:
                [INFO]\s
                [WARNING] Flakes:\s
                [WARNING] p.A.a
                [ERROR]   Run 1: once
                [ERROR]   Run 2: SKIPPED
                [INFO]   Run 3: PASS
                [INFO]\s
                [INFO]\s
                [WARNING] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1
                [INFO]\s
                """, text);
    }

    @Test
    void printsOnlyTheExecutionsOfTheLatestRunOfAClass() {
        print(finished("p.A", 1, false, result("p.A", "a", problem(Outcome.FAILED, problem("first")))));
        String text = print(finished(
                "p.A",
                2,
                true,
                result(
                        "p.A",
                        "a",
                        problem(Outcome.FAILED, problem("first")),
                        problem(Outcome.ERROR, problem("second")))));

        assertTrue(text.startsWith("[ERROR] Tests run: 1, Failures: 0, Errors: 1, Skipped: 0"), text);
        assertEquals(false, text.contains("first"), text);
    }

    @Test
    void passesOutputOnAsItComes() {
        assertEquals("a", print(output(OutputStreamKind.STDOUT, "p.A", "a")));
        assertEquals("b\n", print(output(OutputStreamKind.STDOUT, "p.A", "b\n")));
        assertEquals("[WARNING] n\n", print(new Notice(START, "n")));
    }

    @Test
    void startsALineOfItsOwnAfterOutputThatDidNotEndOne() {
        print(output(OutputStreamKind.STDERR, "p.A", "a\nb"));

        assertEquals("\n[WARNING] n\n", print(new Notice(START, "n")));
        assertEquals("[WARNING] n\n", print(new Notice(START, "n")));
    }

    @Test
    void keepsRedirectedOutputFromTheConsoleButNotThatOfNoClass() {
        Reporting reporting =
                new Reporting(Path.of("r"), Path.of("o"), Path.of("c"), true, true, false, false, ReportContent.USUAL);
        ConsoleReporter reporter = new ConsoleReporter(reporting, console);
        reporter.on(output(OutputStreamKind.STDOUT, "p.A", "in a file"));
        reporter.on(output(OutputStreamKind.STDOUT, null, "of the JVM"));

        assertEquals("of the JVM", console.text());
    }

    private final ConsoleReporter reporter = new ConsoleReporter(Samples.reporting(Path.of("r")), console);

    private String print(RunEvent event) {
        console.next();
        reporter.on(event);
        return console.next();
    }
}
