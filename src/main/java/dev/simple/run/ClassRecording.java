package dev.simple.run;

import dev.simple.model.CapturedOutput.Slice;
import dev.simple.model.ClassResult;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.Problem;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.run.OutputSpool.Slices;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what happens in one run of one class until it has ended. */
final class ClassRecording {

    /** A test that has started. Its execution is made when the class has ended and its output is complete. */
    private static final class Entry {
        final TestCase test;
        final @Nullable Instant startedAt;
        final Duration startedActive;
        final Slices output = new Slices();
        Outcome outcome = Outcome.SKIPPED;
        Duration duration = Duration.ZERO;

        @Nullable
        Problem problem;

        @Nullable
        String skipReason;

        Entry(TestCase test, @Nullable Instant startedAt, Duration startedActive) {
            this.test = test;
            this.startedAt = startedAt;
            this.startedActive = startedActive;
        }
    }

    private final String className;
    private final int run;
    private final Instant startedAt;
    private final Duration startedActive;
    private final OutputSpool spool;
    private final List<Entry> ended = new ArrayList<>();
    private final Map<Integer, Entry> running = new LinkedHashMap<>();
    private final Slices everything = new Slices();
    private final Slices outsideOfTests = new Slices();
    private boolean slow;
    private @Nullable Long peakMemory;
    private Duration measured = Duration.ZERO;

    /**
     * Begins with the class.
     *
     * @param startedActive the run's active time now, see {@link ActiveClock}
     */
    ClassRecording(String className, int run, Instant startedAt, Duration startedActive, OutputSpool spool) {
        this.className = className;
        this.run = run;
        this.startedAt = startedAt;
        this.startedActive = startedActive;
        this.spool = spool;
    }

    Instant startedAt() {
        return startedAt;
    }

    String className() {
        return className;
    }

    int run() {
        return run;
    }

    Duration runningSince(Duration activeNow) {
        return activeNow.minus(startedActive);
    }

    /** The worker's own measure. */
    void took(Duration byWorker) {
        measured = byWorker;
    }

    /** Its processes use so many bytes now. */
    void uses(long bytes) {
        peakMemory = peakMemory == null ? bytes : Math.max(peakMemory, bytes);
    }

    /** True the first time. */
    boolean becomesSlow() {
        boolean first = !slow;
        slow = true;
        return first;
    }

    @Nullable
    TestCase currentTest() {
        return running.values().stream().findFirst().map(entry -> entry.test).orElse(null);
    }

    void start(int number, TestCase test, Duration activeNow) {
        boolean whole = test.uniqueId().equals(className);
        Entry entry = new Entry(test, Instant.now(), whole ? startedActive : activeNow);
        entry.output.addAll(outsideOfTests);
        outsideOfTests.clear();
        running.put(number, entry);
    }

    /** The test with its execution as far as it is known, null for an unknown number. */
    @Nullable
    TestResult finish(
            int number, Outcome outcome, Duration duration, @Nullable Problem problem, @Nullable String skipReason) {
        Entry entry = running.remove(number);
        if (entry == null) {
            return null;
        }
        end(entry, outcome, duration, problem, skipReason);
        return new TestResult(entry.test, List.of(execution(entry)));
    }

    TestResult skip(TestCase test, @Nullable String reason) {
        Entry entry = new Entry(test, null, startedActive);
        end(entry, Outcome.SKIPPED, Duration.ZERO, null, reason);
        return new TestResult(test, List.of(execution(entry)));
    }

    /** Makes every test that still runs an error; if none does, the class itself. Returns the tests. */
    List<TestResult> interrupt(InterruptionCause cause, Duration activeNow) {
        List<TestResult> interrupted = new ArrayList<>();
        Collection<Entry> entries = running.isEmpty()
                ? List.of(new Entry(classItself(), startedAt, startedActive))
                : List.copyOf(running.values());
        for (Entry entry : entries) {
            end(entry, Outcome.ERROR, activeNow.minus(entry.startedActive), cause.problemOf(entry.test), null);
            interrupted.add(new TestResult(entry.test, List.of(execution(entry))));
        }
        running.clear();
        return interrupted;
    }

    void write(OutputStreamKind kind, int test, byte[] bytes) throws IOException {
        Slice slice = spool.append(kind, bytes);
        everything.add(slice);
        Entry entry = running.get(test);
        if (entry == null && test == 0 && running.size() == 1) {
            entry = running.values().iterator().next();
        }
        (entry == null ? outsideOfTests : entry.output).add(slice);
    }

    ClassResult end(@Nullable Interruption interruption, Duration activeNow) {
        if (!ended.isEmpty()) {
            ended.get(ended.size() - 1).output.addAll(outsideOfTests);
        }
        List<TestResult> tests = new ArrayList<>();
        for (Entry entry : ended) {
            tests.add(new TestResult(entry.test, List.of(execution(entry))));
        }
        return new ClassResult(
                className,
                run,
                startedAt,
                duration(activeNow),
                tests,
                interruption,
                peakMemory,
                spool.captured(everything));
    }

    /** As the worker has it, less the pauses that it knows nothing of: its messages may have waited for the run. */
    private Duration duration(Duration activeNow) {
        Duration active = runningSince(activeNow);
        Duration paused = Duration.between(startedAt, Instant.now()).minus(active);
        Duration own = paused.isNegative() ? measured : measured.minus(paused);
        return own.compareTo(active) > 0 ? own : active;
    }

    void discardOutput() throws IOException {
        spool.close();
    }

    private TestCase classItself() {
        boolean passed = ended.stream().anyMatch(entry -> entry.outcome == Outcome.PASSED);
        return new TestCase(
                className, className, className, passed ? "executionError" : "initializationError", className);
    }

    private void end(
            Entry entry, Outcome outcome, Duration duration, @Nullable Problem problem, @Nullable String skipReason) {
        entry.outcome = outcome;
        entry.duration = duration;
        entry.problem = problem;
        entry.skipReason = skipReason;
        ended.add(entry);
    }

    private TestExecution execution(Entry entry) {
        return new TestExecution(
                entry.outcome,
                entry.startedAt,
                entry.duration,
                entry.problem,
                entry.skipReason,
                spool.captured(entry.output));
    }
}
