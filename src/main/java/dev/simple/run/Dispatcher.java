package dev.simple.run;

import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.UnitLimits;
import dev.simple.guard.GuardReading;
import dev.simple.model.PressureLevel;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import dev.simple.model.WorkerEnd;
import dev.simple.protocol.MethodRule;
import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import dev.simple.run.WorkerState.Phase;
import dev.simple.schedule.WorkItem;
import dev.simple.schedule.WorkQueue;
import dev.simple.spawn.ExitStatus;
import dev.simple.spawn.StartComplaint;
import dev.simple.spawn.TestProcess;
import dev.simple.spawn.WorkerProcess;
import dev.simple.spawn.WorkerSpawner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings classes and workers together, and spec files and their commands. One thread, the caller of {@link #drain}, owns
 * all state; what workers say reaches it through the {@link Mailbox}.
 */
final class Dispatcher {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int START_ATTEMPTS = 2;
    private static final InterruptionCause NEVER_RUN = new InterruptionCause(
            "dev.simple.UnfinishedTest", "The class was planned, and its engine never ran it.", "");

    private final RunConfiguration configuration;
    private final List<MethodRule> methodRules;
    private final ForkNumbers forkNumbers;
    private final WorkerSpawner spawner;
    private final Mailbox mailbox;
    private final ActiveClock clock;
    private final Recorder recorder;
    private final RunResults results;
    private final RunListener listener;
    private final Admission admission;
    private final LimitsOfUnits limits;
    private final TimeLimitWatch timeLimits;
    private final MemoryWatch memory;
    private final WorkerDeath deaths;
    private final WorkerExits exits;
    private final Throttle throttle;
    private final RunShare share;
    private final boolean standby;
    private final @Nullable SpecRuns specRuns;
    private final Map<TestProcess, WorkerState> workers = new LinkedHashMap<>();
    /** Processes of which something may be left. */
    private final Map<TestProcess, WorkerState> uncleaned = new HashMap<>();

    private Duration lastRound = Duration.ZERO;
    private int problemsSeen;
    private int failedStarts;
    private boolean anyStarted;

    Dispatcher(
            RunConfiguration configuration,
            List<MethodRule> methodRules,
            RunShare share,
            WorkerSpawner spawner,
            Mailbox mailbox,
            ActiveClock clock,
            Recorder recorder,
            RunResults results,
            RunListener listener,
            Admission admission,
            LimitsOfUnits limits) {
        this.configuration = configuration;
        this.methodRules = methodRules;
        this.share = share;
        this.forkNumbers = share.forkNumbers();
        this.throttle = new Throttle(share.easing());
        this.spawner = spawner;
        this.mailbox = mailbox;
        this.clock = clock;
        this.recorder = recorder;
        this.results = results;
        this.listener = listener;
        this.admission = admission;
        this.limits = limits;
        this.timeLimits = new TimeLimitWatch(
                configuration.limits(), limits, configuration.jvm().debugged(), clock, recorder);
        this.memory = new MemoryWatch(configuration, limits, spawner, clock);
        this.deaths = new WorkerDeath(List.of(
                configuration.reporting().ownDirectory(), configuration.jvm().workingDirectory()));
        this.exits = new WorkerExits(deaths, recorder, results);
        // A JVM per class is started while the one before still runs, unless it could not know its fork number. A
        // container that stands by would take its memory for nothing.
        this.standby = !configuration.forking().reuseForks()
                && configuration.containers() == null
                && !configuration.jvm().debugged()
                && !spawner.dependsOnForkNumber();
        SpecFiles specs = configuration.specs();
        this.specRuns = specs == null ? null : new SpecRuns(specs, spawner, clock, recorder, results, this::handle);
    }

    /** Runs everything in the queues; returns when they are empty and all processes are gone. */
    void drain(WorkQueue queue, Deque<WorkItem> specFiles) {
        stopAfterProblems(queue, specFiles);
        while (!queue.isEmpty() || !specFiles.isEmpty() || !workers.isEmpty() || !uncleaned.isEmpty()) {
            throttle.regulate(workers.values(), admission);
            staff(queue, specFiles);
            mailbox.deliver(TICK, this::handle);
            clock.tick();
            if (clock.now().minus(lastRound).compareTo(TICK) >= 0) {
                lastRound = clock.now();
                makeRound();
            }
            workers.values().stream()
                    .filter(WorkerState::isGone)
                    .toList()
                    .forEach(worker -> bury(worker, queue, specFiles));
            stopAfterProblems(queue, specFiles);
        }
    }

    /** What need not be done after each message. */
    private void makeRound() {
        for (WorkerState worker : workers.values()) {
            recorder.followNativeOutput(worker);
            if (specRuns != null && worker.spec != null) {
                specRuns.read(worker, worker.spec);
            }
            timeLimits.check(worker);
        }
        listener.tick(Instant.now());
        memory.tick();
        String shutdown = share.shutdown().get();
        if (shutdown != null) {
            throw new ResourceShutdown(shutdown);
        }
    }

    /** Gives back to the other runs of the build what workers held that were ended from outside; they are gone. */
    void release() {
        workers.values().forEach(this::release);
        workers.clear();
        throttle.end();
    }

    private void release(WorkerState worker) {
        if (worker.forkNumber != 0) {
            forkNumbers.release(worker.forkNumber);
        }
    }

    private void staff(WorkQueue queue, Deque<WorkItem> specFiles) {
        postpone(queue);
        for (WorkerState worker : List.copyOf(workers.values())) {
            if (worker.phase == Phase.READY) {
                assignOrDismiss(worker, queue);
            }
        }
        List<UnitLimits> idle = workers.values().stream()
                .filter(worker -> worker.phase == Phase.STARTING || worker.phase == Phase.READY)
                .map(worker -> worker.limits)
                .toList();
        int most = 2 * configuration.forking().forkCount();
        for (UnitLimits missing : queue.missing(item -> limits.ofProcess(item.className()), idle, most)) {
            OptionalInt forkNumber = mayBegin(queue) ? tryAcquireForkNumber() : OptionalInt.empty();
            boolean ahead = standby && workers.size() - numbered() < numbered();
            if (forkNumber.isEmpty() && !(ahead && mayBegin(queue))) {
                break;
            }
            start(forkNumber.orElse(0), missing);
        }
        while (specRuns != null && queue.isEmpty() && !specFiles.isEmpty() && mayBegin(queue)) {
            if (specFiles.element().alone() && isWorking()) {
                return;
            }
            OptionalInt forkNumber = tryAcquireForkNumber();
            if (forkNumber.isEmpty()) {
                return;
            }
            start(specRuns, specFiles.remove(), forkNumber.getAsInt());
        }
    }

    private boolean mayBegin(WorkQueue queue) {
        boolean alone = workers.values().stream().anyMatch(WorkerState::wantsNothingBeside);
        return throttle.admits(workers.values()) && !alone && !(isWorking() && queue.isNextAlone());
    }

    private boolean isWorking() {
        return workers.values().stream().anyMatch(worker -> worker.phase == Phase.WORKING);
    }

    /** Leaves classes for later that do not fit beside what runs. */
    private void postpone(WorkQueue queue) {
        if (admission.isTight() && isWorking()) {
            queue.postpone(admission::fits);
        }
    }

    private OptionalInt tryAcquireForkNumber() {
        return numbered() < configuration.forking().forkCount() ? forkNumbers.tryAcquire() : OptionalInt.empty();
    }

    /** The workers that may run tests; the others stand by. */
    private int numbered() {
        return (int) workers.values().stream()
                .filter(worker -> worker.forkNumber != 0)
                .count();
    }

    private void start(int forkNumber, UnitLimits ofProcess) {
        boolean started = false;
        try {
            WorkerProcess process = spawner.start(forkNumber, ofProcess);
            add(new WorkerState(process, forkNumber, ofProcess, clock.now()));
            started = true;
        } catch (IOException | RuntimeException e) {
            throw new WorkerStartException(
                    "No worker could be started with " + configuration.jvm().executable() + ": " + e.getMessage());
        } finally {
            if (!started && forkNumber != 0) {
                forkNumbers.release(forkNumber);
            }
        }
    }

    private void start(SpecRuns runs, WorkItem item, int forkNumber) {
        boolean started = false;
        try {
            WorkerState worker = runs.start(item, forkNumber, limits.of(item.className()));
            add(worker);
            started = true;
        } finally {
            if (!started) {
                forkNumbers.release(forkNumber);
            }
        }
    }

    private void add(WorkerState worker) {
        workers.put(worker.process, worker);
        uncleaned.put(worker.process, worker);
    }

    private void assignOrDismiss(WorkerState worker, WorkQueue queue) {
        // What is alone because of its memory gets a JVM that has none of others'.
        boolean used = worker.served && (!configuration.forking().reuseForks() || queue.isNextAlone());
        Predicate<WorkItem> suits = item -> limits.ofProcess(item.className()).equals(worker.limits);
        if (used || !queue.has(suits)) {
            worker.phase = Phase.EXITING;
            worker.lastProgress = clock.now();
            worker.send(new RunnerMessage.Exit());
            return;
        }
        postpone(queue);
        if (!mayBegin(queue)) {
            return;
        }
        if (worker.forkNumber == 0) {
            OptionalInt forkNumber = tryAcquireForkNumber();
            if (forkNumber.isEmpty()) {
                return;
            }
            worker.forkNumber = forkNumber.getAsInt();
        }
        if (!worker.served) {
            setUp(worker);
        }
        throttle.release(worker);
        List<WorkItem> items = queue.next(suits);
        items.forEach(item -> worker.batch.put(item.className(), item));
        if (!worker.served) {
            worker.workingSince = clock.now();
        }
        worker.served = true;
        worker.progressed = false;
        worker.phase = Phase.WORKING;
        worker.lastProgress = clock.now();
        worker.send(request(items));
    }

    private void setUp(WorkerState worker) {
        recorder.publish(
                new RunEvent.WorkerStarted(Instant.now(), worker.number(), worker.forkNumber, worker.process.pid()));
        worker.send(new RunnerMessage.Setup(
                spawner.lateSystemProperties(worker.forkNumber),
                configuration.platform().parameters(),
                configuration.platform().groups(),
                configuration.platform().excludedGroups(),
                configuration.platform().engines(),
                configuration.platform().excludedEngines(),
                methodRules,
                configuration.reporting().trimStackTrace(),
                configuration.containers() != null));
    }

    private static RunnerMessage request(List<WorkItem> items) {
        if (items.get(0).run() == 1) {
            return new RunnerMessage.RunClasses(
                    items.stream().map(WorkItem::className).toList());
        }
        return new RunnerMessage.RunTests(
                items.stream().flatMap(item -> item.uniqueIds().stream()).toList());
    }

    private void handle(Mailbox.Letter letter) {
        if (letter instanceof Mailbox.Remark remark) {
            recorder.notice(remark.text());
        } else if (letter instanceof Mailbox.Unwatched unwatched) {
            recorder.notice(unwatched.text());
            change(PressureLevel.NONE, "nothing is known of the machine any more");
        } else if (letter instanceof Mailbox.Measured measured) {
            throttle(measured.reading());
        } else if (letter instanceof Mailbox.Weighed weighed) {
            memory.measured(weighed.uses(), workers.values());
        } else if (letter instanceof Mailbox.CleanedUp cleanedUp) {
            WorkerState worker = uncleaned.remove(cleanedUp.process());
            if (worker != null && !worker.wasEnded()) {
                recorder.tellLeaks(cleanedUp.cleanUp(), cleanedUp.process().pid());
            }
        } else if (letter instanceof Mailbox.Said said) {
            withWorker(said.worker(), worker -> handle(worker, said.message()));
        } else if (letter instanceof Mailbox.Exited exited) {
            withWorker(exited.process(), worker -> handleExit(worker, exited.status()));
        } else if (letter instanceof Mailbox.Disconnected gone) {
            withWorker(gone.process(), worker -> worker.disconnected = true);
        }
    }

    private void withWorker(TestProcess process, Consumer<WorkerState> action) {
        WorkerState worker = workers.get(process);
        if (worker != null) {
            clock.tick();
            action.accept(worker);
        }
    }

    private void handleExit(WorkerState worker, ExitStatus status) {
        worker.exit = status;
        worker.exitSeen = clock.now();
        if (specRuns != null && worker.spec != null) {
            specRuns.exited(worker, worker.spec);
        }
    }

    private void throttle(GuardReading reading) {
        recorder.publish(new RunEvent.ResourcesSampled(reading.sample().at(), reading.sample()));
        admission.sampled(reading.sample());
        change(reading.level(), reading.reason());
        if (reading.level() == PressureLevel.SHUTDOWN) {
            throw new ResourceShutdown(reading.reason());
        }
    }

    private void change(PressureLevel level, String reason) {
        if (throttle.change(level)) {
            recorder.publish(new RunEvent.PressureChanged(Instant.now(), level, reason));
        }
    }

    private void handle(WorkerState worker, WorkerMessage message) {
        if (message instanceof WorkerMessage.Output output) {
            recorder.write(worker, output);
            return;
        }
        if (message instanceof WorkerMessage.OutputMeasured measured) {
            recorder.collectMeasured(worker, measured.output());
            return;
        }
        worker.lastProgress = clock.now();
        if (message instanceof WorkerMessage.TestStarted started) {
            worker.progressed = true;
            recorder.startTest(worker, started);
        } else if (message instanceof WorkerMessage.TestFinished finished) {
            recorder.finishTest(worker, finished);
        } else if (message instanceof WorkerMessage.TestSkipped skipped) {
            recorder.skipTest(worker, skipped);
        } else if (message instanceof WorkerMessage.Planned planned) {
            settlePlan(worker, Set.copyOf(planned.classNames()));
        } else if (message instanceof WorkerMessage.ClassStarted started) {
            worker.progressed = true;
            recorder.startClass(worker, started.className(), started.before());
        } else if (message instanceof WorkerMessage.ClassFinished finished) {
            recorder.finishClass(worker, finished);
        } else if (message instanceof WorkerMessage.BatchFinished) {
            finishBatch(worker);
        } else if (message instanceof WorkerMessage.Ready) {
            anyStarted = true;
            worker.phase = Phase.READY;
        } else if (message instanceof WorkerMessage.ThreadDump dump) {
            timeLimits.answered(worker, dump.text());
        } else if (message instanceof WorkerMessage.Fatal fatal) {
            worker.fatal = fatal.problem();
        } else if (message instanceof WorkerMessage.Exiting exiting) {
            worker.exitCaller = exiting.stackTrace();
        } else if (message instanceof WorkerMessage.Rejected rejected) {
            throw new ConfigurationException("The JUnit Platform cannot start in the worker: " + rejected.reason()
                    + " Check groups, excludedGroups and the configuration parameters, and the versions on the test class"
                    + " path.");
        }
    }

    private void finishBatch(WorkerState worker) {
        failedStarts = 0;
        for (String className : List.copyOf(worker.batch.keySet())) {
            if (!worker.recordings.containsKey(className)) {
                recorder.interrupt(worker, recorder.startClass(worker, className), NEVER_RUN);
            }
        }
        for (String className : worker.runningClasses()) {
            recorder.finishClass(worker, className, null);
        }
        worker.phase = Phase.READY;
    }

    private void settlePlan(WorkerState worker, Set<String> classesWithTests) {
        for (WorkItem item : List.copyOf(worker.batch.values())) {
            if (!classesWithTests.contains(item.className())) {
                worker.batch.remove(item.className());
                if (classesWithTests.contains(item.family()) && !worker.batch.containsKey(item.family())) {
                    // Its engine reports it under the outermost class, which was not asked for.
                    worker.batch.put(item.family(), item);
                    results.settle(item.className());
                } else {
                    recorder.finishWithoutTests(worker, item);
                }
            }
        }
    }

    /** Problems of other modules that run at the same time count too. Reruns are not stopped. */
    private void stopAfterProblems(WorkQueue queue, Deque<WorkItem> specFiles) {
        int limit = configuration.forking().skipAfterFailureCount();
        boolean reruns = queue.has(item -> item.run() > 1) || specFiles.stream().anyMatch(item -> item.run() > 1);
        if (limit == 0 || reruns) {
            return;
        }
        int ofBuild = share.problems().applyAsInt(recorder.problems() - problemsSeen);
        problemsSeen = recorder.problems();
        if (ofBuild >= limit && (!queue.isEmpty() || !specFiles.isEmpty())) {
            queue.clear();
            specFiles.clear();
            results.stop(
                    RunEnd.STOPPED,
                    "the limit of " + limit + " failures and errors was reached (skipAfterFailureCount)");
        }
    }

    private void bury(WorkerState worker, WorkQueue queue, Deque<WorkItem> specFiles) {
        recorder.collectNativeOutput(worker, OutputLengths.ALL);
        workers.remove(worker.process);
        release(worker);
        if (specRuns != null && worker.spec != null) {
            specRuns.settle(worker, worker.spec, specFiles);
        } else if (worker.phase == Phase.EXITING || worker.served) {
            exits.settle(worker, queue);
        } else {
            failStart(worker);
        }
        if (worker.exit != null && worker.exit.container() != null) {
            recorder.publish(new RunEvent.ContainerEnded(Instant.now(), worker.number(), worker.exit.container()));
        }
        recorder.publish(new RunEvent.WorkerEnded(Instant.now(), worker.number()));
    }

    private void failStart(WorkerState worker) {
        WorkerEnd end = deaths.describe(worker);
        if (++failedStarts >= START_ATTEMPTS || !anyStarted) {
            String meaning = StartComplaint.meaning(end.outputTail(), configuration.containers());
            throw new WorkerStartException("The worker JVM does not start. " + end.cause()
                    + (meaning.isEmpty() ? "" : " " + meaning) + "\n"
                    + (end.outputTail().isBlank() ? "It wrote nothing.\n" : "It wrote:\n" + end.outputTail())
                    + "Command: " + configuration.jvm().executable() + " "
                    + String.join(" ", configuration.jvm().arguments()));
        }
        recorder.notice("A worker JVM did not start; another one is tried. " + end.cause());
    }
}
