package dev.simple.report;

import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.LeakKind;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunListener;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code TEST-LeakedProcesses.xml}, with a test case for each process or container that was left behind: a failure if that fails the
 * build, otherwise one that was skipped, so that it is seen and fails nothing. Without leaks there is no such file.
 */
public final class LeakReport implements RunListener {

    static final String SUITE = "LeakedProcesses";

    private final Path file;
    private final boolean failing;
    private final XmlReportWriter writer = new XmlReportWriter(ReportContent.USUAL, Map.of());
    private final List<Leak> processes = new ArrayList<>();
    private Instant start = Instant.EPOCH;

    /** @param directory Surefire's reports directory */
    public LeakReport(Path directory, LeakPolicy policy) {
        this.file = directory.resolve(ReportFileNames.of("TEST-", SUITE, ".xml"));
        this.failing = policy == LeakPolicy.FAIL;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunStarted started) {
            start = started.at();
            processes.addAll(started.earlier().leaks());
            deleteOld();
        } else if (event instanceof ProcessesLeftBehind left) {
            processes.addAll(left.processes());
        } else if (event instanceof RunFinished finished && !processes.isEmpty()) {
            Duration duration = finished.result().duration();
            List<TestResult> tests = processes.stream().map(this::test).toList();
            ClassResult suite = new ClassResult(SUITE, 1, start, duration, tests, null, null, CapturedOutput.NONE);
            ReportFile.write(file, out -> writer.write(suite, out));
        }
    }

    private void deleteOld() {
        try {
            if (Files.exists(file)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " of an earlier run could not be deleted", e);
        }
    }

    private TestResult test(Leak process) {
        String owner = process.classNames().size() == 1 ? process.classNames().get(0) : SUITE;
        String id = SUITE + "/" + (process.kind() == LeakKind.PROCESS ? process.pid() : process.commandLine());
        String text = TroubleText.of(process);
        TestCase test = new TestCase(owner, owner, id, text, text);
        String message = "Left behind by " + TroubleText.origin(process) + ": " + text;
        boolean failed = failing || !process.ended();
        Problem problem = failed ? new Problem("dev.simple.Leak", message, message, message) : null;
        return new TestResult(
                test,
                List.of(new TestExecution(
                        failed ? Outcome.FAILED : Outcome.SKIPPED,
                        null,
                        Duration.ZERO,
                        problem,
                        failed ? null : message,
                        CapturedOutput.NONE)));
    }
}
