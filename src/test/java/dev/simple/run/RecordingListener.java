package dev.simple.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.fixtures.Waiting;
import dev.simple.model.ClassResult;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import dev.simple.model.TestResult;
import dev.simple.model.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps all events of a run, and the processes and directories that it made. */
final class RecordingListener implements RunListener {

    private static final Pattern ARGUMENT_FILE = Pattern.compile("@(/.*)/worker-\\d+\\.args");

    final List<RunEvent> events = new CopyOnWriteArrayList<>();
    final Set<Long> pids = new LinkedHashSet<>();
    final Set<Path> directories = new LinkedHashSet<>();
    private final Consumer<RunEvent> also;
    private final boolean keepsOutput;

    RecordingListener(Consumer<RunEvent> also, boolean keepsOutput) {
        this.also = also;
        this.keepsOutput = keepsOutput;
    }

    @Override
    public void on(RunEvent event) {
        if (keepsOutput || !(event instanceof RunEvent.OutputReceived)) {
            events.add(event);
        }
        if (event instanceof RunEvent.WorkerStarted started) {
            pids.add(started.pid());
            recordDirectory(started.pid());
        }
        also.accept(event);
    }

    private void recordDirectory(long pid) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            Matcher matcher = ARGUMENT_FILE.matcher(command.replace('\0', ' '));
            if (matcher.find()) {
                directories.add(Path.of(matcher.group(1)));
            }
        } catch (IOException e) {
            // A command may have ended by now.
            if (Waiting.isAlive(pid)) {
                throw new UncheckedIOException(e);
            }
        }
    }

    <E extends RunEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The last word on each class. */
    List<ClassResult> results() {
        return all(RunEvent.ClassFinished.class).stream()
                .filter(RunEvent.ClassFinished::last)
                .map(RunEvent.ClassFinished::result)
                .toList();
    }

    /** The verdict on each test, such as {@code FirstFixture.passes=PASSED}, sorted. */
    List<String> verdicts() {
        List<String> lines = new ArrayList<>();
        for (ClassResult result : results()) {
            for (TestResult test : result.tests()) {
                lines.add(simple(result.className()) + "." + test.test().name() + "=" + test.verdict());
            }
        }
        return lines.stream().sorted().toList();
    }

    /** The stack trace of the first problem of a class. */
    String problem(String fixture) {
        return results().stream()
                .filter(result -> simple(result.className()).equals(fixture))
                .flatMap(result -> result.tests().stream())
                .flatMap(test -> test.executions().stream())
                .filter(execution -> execution.problem() != null)
                .map(execution -> String.valueOf(execution.problem()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No problem of " + fixture + " in " + verdicts()));
    }

    /** Everything that was printed while a class ran. */
    String output(String fixture) {
        StringBuilder text = new StringBuilder();
        for (RunEvent.OutputReceived output : all(RunEvent.OutputReceived.class)) {
            if (fixture.equals(output.className() == null ? null : simple(output.className()))) {
                text.append(new String(output.bytes(), UTF_8));
            }
        }
        return text.toString();
    }

    /** The processes in which a class ran. */
    List<Long> pids(String fixture) {
        List<Long> found = new ArrayList<>();
        for (RunEvent.ClassStarted begun : all(RunEvent.ClassStarted.class)) {
            for (RunEvent.WorkerStarted worker : all(RunEvent.WorkerStarted.class)) {
                if (simple(begun.className()).equals(fixture) && worker.worker() == begun.worker()) {
                    found.add(worker.pid());
                }
            }
        }
        return found;
    }

    List<String> notices() {
        return all(RunEvent.Notice.class).stream().map(RunEvent.Notice::message).toList();
    }

    static String simple(String className) {
        return UnitName.simple(className);
    }
}
