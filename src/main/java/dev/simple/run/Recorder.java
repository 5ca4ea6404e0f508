package dev.simple.run;

import dev.simple.config.LeakPolicy;
import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.Interruption;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.Problem;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import dev.simple.model.TestCase;
import dev.simple.model.TestResult;
import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.ProblemDescription;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.TestDescription;
import dev.simple.protocol.WorkerMessage;
import dev.simple.run.WorkerState.Phase;
import dev.simple.schedule.WorkItem;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.NativeOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what workers say about tests into recordings, results and events. */
final class Recorder {

    private static final InterruptionCause NEVER_FINISHED = new InterruptionCause(
            "dev.simple.UnfinishedTest", "The test started and its engine never told how it ended.", "");

    private final ActiveClock clock;
    private final RunListener listener;
    private final RunResults results;
    private final Path spoolDirectory;
    private final LeakPolicy leakPolicy;
    private final Leaks leaks = new Leaks();

    // Output of earlier runs is needed until the class is reported for the last time.
    private final Map<String, List<ClassRecording>> unreported = new HashMap<>();
    private int spools;
    private int problems;
    private boolean captureBroken;

    Recorder(ActiveClock clock, RunListener listener, RunResults results, Path spoolDirectory, LeakPolicy leakPolicy) {
        this.leakPolicy = leakPolicy;
        this.clock = clock;
        this.listener = listener;
        this.results = results;
        this.spoolDirectory = spoolDirectory;
    }

    /** Failures and errors so far, reruns not counted. */
    int problems() {
        return problems;
    }

    void publish(RunEvent event) {
        listener.on(event);
    }

    /** Tells what was left behind, unless nobody wants to know. What cannot be ended is told in any case. */
    void tellLeaks(CleanUp cleanUp, @Nullable Long worker) {
        List<Leak> found = leaks.of(cleanUp, worker).stream()
                .filter(leak -> leakPolicy != LeakPolicy.IGNORE || !leak.ended())
                .toList();
        if (!found.isEmpty()) {
            results.add(found);
            publish(new RunEvent.ProcessesLeftBehind(Instant.now(), found));
        }
        if (leakPolicy != LeakPolicy.IGNORE && !cleanUp.unlabelled().isEmpty()) {
            notice("Created in the container engine while the tests ran, but not through their DOCKER_HOST: "
                    + String.join(", ", cleanUp.unlabelled())
                    + ". By tests, with docker -H for example, or by others on this machine; it stays there.");
        }
    }

    /** Tells what may still be in a container engine. */
    void tellRemaining(CleanUp cleanUp) {
        if (!cleanUp.remaining().isEmpty()) {
            notice("The run may have left something in the container engine, for which the next run looks, or mvn"
                    + " simple:reap: " + String.join(", ", cleanUp.remaining()));
        }
    }

    void notice(String message) {
        publish(new RunEvent.Notice(Instant.now(), message));
    }

    /** Starts a class of which its worker has not said that it begins. */
    ClassRecording startClass(WorkerState worker, String className) {
        return startClass(worker, className, OutputLengths.ALL);
    }

    /** @param before what had been written natively before */
    ClassRecording startClass(WorkerState worker, String className, OutputLengths before) {
        ClassRecording known = worker.recordings.get(className);
        if (known != null) {
            return known;
        }
        collectNativeOutput(worker, before);
        WorkItem item = worker.batch.get(className);
        int run = item == null ? 1 : item.run();
        OutputSpool spool = new OutputSpool(spoolDirectory.resolve("output-" + ++spools));
        ClassRecording recording = new ClassRecording(className, run, Instant.now(), clock.now(), spool);
        worker.recordings.put(className, recording);
        worker.tail.clear();
        publish(new RunEvent.ClassStarted(Instant.now(), className, run, worker.number()));
        return recording;
    }

    void startTest(WorkerState worker, WorkerMessage.TestStarted message) {
        TestCase test = testCase(message.description());
        ClassRecording recording = startClass(worker, test.className());
        recording.start(message.test(), test, clock.now());
        worker.tests.put(message.test(), recording);
        publish(new RunEvent.TestStarted(Instant.now(), test, worker.number()));
    }

    void finishTest(WorkerState worker, WorkerMessage.TestFinished message) {
        ClassRecording recording = worker.tests.remove(message.test());
        if (recording == null) {
            return;
        }
        ProblemDescription problem = message.problem();
        Outcome outcome = problem != null
                ? (problem.assertion() ? Outcome.FAILED : Outcome.ERROR)
                : message.abortReason() != null ? Outcome.SKIPPED : Outcome.PASSED;
        TestResult result = recording.finish(
                message.test(), outcome, Duration.ofNanos(message.nanos()), problem(problem), message.abortReason());
        if (result != null) {
            tell(worker, recording, result);
        }
    }

    void skipTest(WorkerState worker, WorkerMessage.TestSkipped message) {
        TestCase test = testCase(message.description());
        ClassRecording recording = startClass(worker, test.className());
        tell(worker, recording, recording.skip(test, message.reason()));
    }

    /** Makes what runs in a class an error. The class still has to be finished. */
    void interrupt(WorkerState worker, ClassRecording recording, InterruptionCause cause) {
        for (TestResult result : recording.interrupt(cause, clock.now())) {
            tell(worker, recording, result);
        }
    }

    void finishClass(WorkerState worker, WorkerMessage.ClassFinished message) {
        ClassRecording recording = worker.recordings.get(message.className());
        if (recording != null) {
            leaks.ran(
                    worker,
                    message.className(),
                    Instant.ofEpochMilli(message.startedAt()),
                    Instant.ofEpochMilli(message.finishedAt()));
            recording.took(Duration.ofMillis(message.finishedAt() - message.startedAt()));
            finish(worker, recording, message.output(), null);
        }
    }

    /** Finishes a class of which its worker has not said that it has ended. */
    void finishClass(WorkerState worker, String className, @Nullable Interruption interruption) {
        ClassRecording recording = worker.recordings.get(className);
        if (recording != null) {
            leaks.ran(worker, className, recording.startedAt(), Instant.now());
            finish(worker, recording, OutputLengths.ALL, interruption);
        }
    }

    private void finish(
            WorkerState worker, ClassRecording recording, OutputLengths output, @Nullable Interruption interruption) {
        String className = recording.className();
        collectNativeOutput(worker, output);
        if (recording.currentTest() != null) {
            interrupt(worker, recording, NEVER_FINISHED);
        }
        worker.recordings.remove(className);
        worker.batch.remove(className);
        worker.finished++;
        unreported.computeIfAbsent(className, name -> new ArrayList<>()).add(recording);
        publishFinished(worker, results.add(recording.end(interruption, clock.now())));
    }

    /** A class in which the platform found no tests. */
    void finishWithoutTests(WorkerState worker, WorkItem item) {
        ClassResult result = new ClassResult(
                item.className(), item.run(), Instant.now(), Duration.ZERO, List.of(), null, null, CapturedOutput.NONE);
        publishFinished(worker, results.add(result));
    }

    private void publishFinished(WorkerState worker, ClassResult whole) {
        boolean last = results.isLast(whole);
        publish(new RunEvent.ClassFinished(Instant.now(), whole, last, worker.number()));
        if (last) {
            discardOutput(whole.className());
        }
    }

    /** Forgets what a class has done in this run of it, because it will be run once more from its beginning. */
    void abandon(WorkerState worker, ClassRecording recording) {
        worker.recordings.remove(recording.className());
        discard(recording);
    }

    void write(WorkerState worker, WorkerMessage.Output message) {
        worker.tail.append(message.bytes());
        String className = message.className();
        OutputStreamKind kind = message.stderr() ? OutputStreamKind.STDERR : OutputStreamKind.STDOUT;
        write(
                worker,
                className == null ? null : worker.recordings.get(className),
                kind,
                message.test(),
                message.bytes());
    }

    /**
     * Has the output collected that is written past the worker's own streams while a class runs. The worker is asked how much
     * that is, for it may have begun the next class by now. What a command writes is read by its {@link SpecRun}, which knows
     * what belongs to which test.
     */
    void followNativeOutput(WorkerState worker) {
        if (worker.spec != null || worker.outputAsked || !hasUnreadOutput(worker)) {
            return;
        }
        if (worker.phase == Phase.WORKING) {
            worker.outputAsked = true;
            worker.send(new RunnerMessage.MeasureOutput());
        } else {
            collectNativeOutput(worker, OutputLengths.ALL);
        }
    }

    private boolean hasUnreadOutput(WorkerState worker) {
        try {
            return worker.process.stdout().unread() > 0
                    || worker.process.stderr().unread() > 0;
        } catch (IOException e) {
            reportBrokenCapture(e);
            return false;
        }
    }

    /** The worker has told how much it is. */
    void collectMeasured(WorkerState worker, OutputLengths output) {
        worker.outputAsked = false;
        collectNativeOutput(worker, output);
    }

    /** Collects what was written past the worker's own streams, as output of the class that runs. */
    void collectNativeOutput(WorkerState worker, OutputLengths output) {
        if (worker.spec == null) {
            collect(worker, worker.process.stdout(), output.stdout(), OutputStreamKind.STDOUT);
            collect(worker, worker.process.stderr(), output.stderr(), OutputStreamKind.STDERR);
        }
    }

    private void collect(WorkerState worker, NativeOutput output, long end, OutputStreamKind kind) {
        try {
            for (byte[] bytes = output.readTo(end); bytes.length > 0; bytes = output.readTo(end)) {
                worker.tail.append(bytes);
                write(worker, worker.soleRecording(), kind, 0, bytes);
            }
        } catch (IOException e) {
            reportBrokenCapture(e);
        }
    }

    private void write(
            WorkerState worker, @Nullable ClassRecording recording, OutputStreamKind kind, int test, byte[] bytes) {
        if (recording != null && !captureBroken) {
            try {
                recording.write(kind, test, bytes);
            } catch (IOException e) {
                reportBrokenCapture(e);
            }
        }
        String className = recording == null ? null : recording.className();
        publish(new RunEvent.OutputReceived(Instant.now(), className, kind, bytes, worker.number()));
    }

    private void reportBrokenCapture(IOException e) {
        if (!captureBroken) {
            captureBroken = true;
            notice("The output of the tests can no longer be kept, reports will lack it: " + e.getMessage());
        }
    }

    private void tell(WorkerState worker, ClassRecording recording, TestResult result) {
        if (result.verdict().isProblem() && recording.run() == 1) {
            problems++;
        }
        publish(new RunEvent.TestFinished(Instant.now(), result.test(), result.first(), worker.number()));
    }

    private void discardOutput(String className) {
        unreported.getOrDefault(className, List.of()).forEach(this::discard);
        unreported.remove(className);
    }

    private void discard(ClassRecording recording) {
        try {
            recording.discardOutput();
        } catch (IOException e) {
            notice("A temporary file of " + recording.className() + " could not be deleted: " + e.getMessage());
        }
    }

    private static TestCase testCase(TestDescription description) {
        return new TestCase(
                description.className(),
                description.sourceClassName(),
                description.uniqueId(),
                description.name(),
                description.displayName());
    }

    private static @Nullable Problem problem(@Nullable ProblemDescription description) {
        return description == null
                ? null
                : new Problem(
                        description.type(), description.message(), description.stackTrace(), description.summary());
    }
}
