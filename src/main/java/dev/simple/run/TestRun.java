package dev.simple.run;

import dev.simple.checkpoint.CheckpointKeeper;
import dev.simple.config.RunConfiguration;
import dev.simple.guard.GuardFeed;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunInputs;
import dev.simple.model.RunListener;
import dev.simple.model.RunResult;
import dev.simple.protocol.MethodRule;
import dev.simple.schedule.WorkItem;
import dev.simple.schedule.WorkQueue;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.Containment;
import dev.simple.spawn.SpawnLimits;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.Spawner;
import dev.simple.spawn.StopSignal;
import dev.simple.spawn.WorkerSpawner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a module's tests: from the outstanding classes and spec files to the result, with no worker left on any path. */
public final class TestRun {

    /** Preparing for many starts, with an archive of classes, costs about as much as it saves in eight of them. */
    private static final int MANY_STARTS = 12;

    private static final Duration LAST_WORK = Duration.ofSeconds(1);

    private final RunConfiguration configuration;
    private final List<MethodRule> methodRules;
    private final RunShare share;
    private final SpawnTracker tracker;
    private final Spawner spawner;
    private final RunListener listener;
    private final CheckpointKeeper checkpoint;

    /**
     * Prepares a run.
     *
     * @param methodRules which methods of the classes run, empty for all
     * @param share what it has in common with the other runs of the build
     * @param tracker of this run alone, which nothing is started with after the run
     * @param spawner starts what runs tests: the tracker, or what starts containers that it knows of
     * @param checkpoint one of the listeners, which is told to save when the run is interrupted
     */
    public TestRun(
            RunConfiguration configuration,
            List<MethodRule> methodRules,
            RunShare share,
            SpawnTracker tracker,
            Spawner spawner,
            RunListener listener,
            CheckpointKeeper checkpoint) {
        this.configuration = configuration;
        this.methodRules = methodRules;
        this.share = share;
        this.tracker = tracker;
        this.spawner = spawner;
        this.listener = listener;
        this.checkpoint = checkpoint;
    }

    /**
     * Runs the classes, then the spec files.
     *
     * @throws WorkerStartException if workers do not start
     * @throws RunStoppedException if the JVM is being shut down
     * @throws IOException if the directories or the socket of the run cannot be made
     */
    public RunResult execute(RunPlan plan) throws IOException {
        List<String> units = Stream.concat(plan.classNames().stream(), plan.specFiles().stream())
                .toList();
        Instant start = Instant.now();
        RunConfiguration.Forking forking = configuration.forking();
        RunResults results = new RunResults(units, forking.rerunFailingTestsCount(), plan.earlier());
        listener.on(new RunEvent.RunStarted(
                start,
                plan.identity(),
                units,
                forking.forkCount(),
                expected(units, plan.previousDurations()),
                plan.earlier()));
        CountDownLatch ended = new CountDownLatch(1);
        try {
            run(plan, results, ended);
            return finish(results, start);
        } catch (IOException | RuntimeException e) {
            results.stop(
                    RunEnd.STOPPED,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            finish(results, start);
            throw e;
        } catch (OutOfMemoryError e) {
            RunStoppedException stopped = new RunStoppedException("Maven's JVM has run out of memory or of threads: "
                    + e.getMessage()
                    + ". Give it more memory (-Xmx in MAVEN_OPTS), raise the limit of processes and threads"
                    + " (ulimit -u, or pids.max of its control group), or run fewer tests at a time (forkCount).");
            results.stop(RunEnd.STOPPED, String.valueOf(stopped.getMessage()));
            finish(results, start);
            throw stopped;
        } finally {
            ended.countDown();
        }
    }

    private void run(RunPlan plan, RunResults results, CountDownLatch ended) throws IOException {
        Mailbox mailbox = new Mailbox();
        Thread hook = new Thread(() -> shutDown(mailbox, ended), "simple-shutdown");
        StopSignal.watch();
        try {
            addHook(hook);
            tracker.takeOver();
            run(plan, results, mailbox);
        } finally {
            removeHook(hook);
            StopSignal.unwatch();
        }
    }

    private void run(RunPlan plan, RunResults results, Mailbox mailbox) throws IOException {
        LimitsOfUnits limits = new LimitsOfUnits(configuration, plan.limits());
        boolean manyStarts =
                !configuration.forking().reuseForks() && plan.classNames().size() >= MANY_STARTS;
        WorkerSpawner workers = new WorkerSpawner(
                tracker,
                spawner,
                configuration.jvm(),
                new SpawnLimits(Duration.ZERO, configuration.processes().gracePeriod(), limits.memoryOfProcesses(), 0),
                configuration.reporting().ownDirectory(),
                manyStarts,
                mailbox);
        ActiveClock clock = new ActiveClock();
        Recorder recorder = new Recorder(
                clock,
                listener,
                results,
                workers.workDirectory(),
                configuration.processes().leaks());
        Dispatcher dispatcher = new Dispatcher(
                configuration,
                methodRules,
                share,
                workers,
                mailbox,
                clock,
                recorder,
                results,
                listener,
                new Admission(plan.previousMemory(), recorder),
                limits);
        GuardFeed.Subscription guard = configuration.protection().selfProtect()
                ? share.guard().listen(mailbox::measured, mailbox::unwatched)
                : () -> {};
        try {
            Containment containment = containment();
            listener.on(new RunEvent.ContainmentKnown(
                    Instant.now(), containment.toString(), containment.missing().isEmpty()));
            listener.on(new RunEvent.InputsKnown(Instant.now(), await(plan.inputs())));
            dispatcher.drain(queue(firstRuns(plan.classNames()), plan), new ArrayDeque<>(firstRuns(plan.specFiles())));
            Set<String> files = Set.copyOf(plan.specFiles());
            for (List<WorkItem> failed = results.failed(); !failed.isEmpty(); failed = results.failed()) {
                Map<Boolean, List<WorkItem>> byFile =
                        failed.stream().collect(Collectors.partitioningBy(item -> files.contains(item.className())));
                dispatcher.drain(
                        queue(byFile.getOrDefault(false, List.of()), plan),
                        new ArrayDeque<>(byFile.getOrDefault(true, List.of())));
            }
            workers.endHelpers();
            CleanUp left = end(mailbox);
            requireSupervisor();
            recorder.tellLeaks(left, null);
        } catch (ResourceShutdown e) {
            results.stop(RunEnd.RESOURCE_SHUTDOWN, String.valueOf(e.getMessage()));
            checkpoint.save(RunEnd.RESOURCE_SHUTDOWN, e.getMessage());
        } finally {
            guard.close();
            CleanUp rest = end(mailbox).rest();
            recorder.tellLeaks(rest, null);
            recorder.tellRemaining(rest);
            dispatcher.release();
            workers.remarks().forEach(recorder::notice);
            clean(workers, recorder);
        }
    }

    /** Until it is ready, a signal may end the supervisor too, and is the reason then. */
    private Containment containment() throws IOException {
        try {
            return tracker.containment();
        } catch (IOException e) {
            if (StopSignal.isReceived()) {
                throw new RunStoppedException(StopSignal.sentence());
            }
            throw e;
        }
    }

    /** Only the supervisor knows from the kernel that nothing is left, so that no run is a good one that has lost it. */
    private void requireSupervisor() {
        CompletableFuture<String> lost = tracker.lost();
        if (lost.isDone()) {
            throw new RunStoppedException(lost.join());
        }
    }

    /** The tests have run: a file that cannot be deleted, on a network drive for example, does not change that. */
    private static void clean(WorkerSpawner workers, Recorder recorder) {
        try {
            workers.close();
        } catch (IOException e) {
            recorder.notice("Temporary files of the run are left behind: " + e);
        }
    }

    /** What is being found out on another thread. */
    public static RunInputs await(Future<RunInputs> inputs) throws IOException {
        try {
            return inputs.get();
        } catch (ExecutionException e) {
            throw new IOException("What the tests depend on cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw RunStoppedException.ofInterruption(e);
        }
    }

    private RunResult finish(RunResults results, Instant start) {
        RunResult result = results.finish(Duration.between(start, Instant.now()));
        // Files cannot be written by a thread that is interrupted, which is how a build is cancelled in an IDE.
        boolean interrupted = Thread.interrupted();
        try {
            listener.on(new RunEvent.RunFinished(Instant.now(), result));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return result;
    }

    private static List<WorkItem> firstRuns(List<String> units) {
        return units.stream().map(WorkItem::firstRun).toList();
    }

    private WorkQueue queue(List<WorkItem> items, RunPlan plan) {
        RunConfiguration.Forking forking = configuration.forking();
        boolean single = !forking.reuseForks() || forking.skipAfterFailureCount() > 0;
        return new WorkQueue(items, forking.forkCount(), single, plan.previousDurations());
    }

    private CleanUp end(Mailbox mailbox) {
        mailbox.close();
        return tracker.endAll(configuration.processes().gracePeriod());
    }

    /** The JVM ends with its hooks: the run's own thread gets the time to delete its files and to report. */
    private void shutDown(Mailbox mailbox, CountDownLatch ended) {
        StopSignal.whenRepeated(tracker::hurry);
        tracker.abandonStart();
        save();
        end(mailbox);
        try {
            if (!ended.await(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("The run did not end within " + LAST_WORK.toSeconds()
                        + " s of the shutdown; temporary files may be left.");
            }
            tracker.close();
        } catch (IOException e) {
            System.err.println("Temporary files of the run are left behind: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The disk may hang, which the processes shall not wait for. */
    private void save() {
        Runnable saving = () -> checkpoint.save(RunEnd.STOPPED, StopSignal.sentence());
        Thread saver = new Thread(saving, "simple-last-checkpoint");
        saver.setDaemon(true);
        try {
            saver.start();
            saver.join(LAST_WORK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            // There is no other thread to be had.
            saving.run();
        }
    }

    private static void addHook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new RunStoppedException(StopSignal.sentence());
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is being shut down: the hook runs.
        }
    }

    private static @Nullable Duration expected(List<String> units, Map<String, Duration> previousDurations) {
        return units.stream()
                .map(previousDurations::get)
                .filter(duration -> duration != null)
                .reduce(Duration::plus)
                .orElse(null);
    }
}
