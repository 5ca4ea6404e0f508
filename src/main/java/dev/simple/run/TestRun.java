package dev.simple.run;

import dev.simple.config.RunConfiguration;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import dev.simple.model.RunResult;
import dev.simple.protocol.MethodRule;
import dev.simple.schedule.WorkItem;
import dev.simple.schedule.WorkQueue;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.Containment;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.WorkerSpawner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
    private final ForkNumbers forkNumbers;
    private final SpawnTracker tracker;
    private final RunListener listener;

    /**
     * Prepares a run.
     *
     * @param methodRules which methods of the classes run, empty for all
     * @param forkNumbers shared by all runs of a build
     * @param tracker of this run alone, which nothing is started with after the run
     */
    public TestRun(
            RunConfiguration configuration,
            List<MethodRule> methodRules,
            ForkNumbers forkNumbers,
            SpawnTracker tracker,
            RunListener listener) {
        this.configuration = configuration;
        this.methodRules = methodRules;
        this.forkNumbers = forkNumbers;
        this.tracker = tracker;
        this.listener = listener;
    }

    /**
     * Runs the classes, then the spec files.
     *
     * @param specFiles relative to their directory; none has the name of a class
     * @param previousDurations how long each took in an earlier run, as far as it is known
     * @throws WorkerStartException if workers do not start
     * @throws RunStoppedException if the JVM is being shut down
     * @throws IOException if the directories or the socket of the run cannot be made
     */
    public RunResult execute(List<String> classNames, List<String> specFiles, Map<String, Duration> previousDurations)
            throws IOException {
        List<String> units =
                Stream.concat(classNames.stream(), specFiles.stream()).toList();
        Instant start = Instant.now();
        RunConfiguration.Forking forking = configuration.forking();
        RunResults results = new RunResults(units, forking.rerunFailingTestsCount());
        listener.on(new RunEvent.RunStarted(start, units, forking.forkCount(), expected(units, previousDurations)));
        CountDownLatch ended = new CountDownLatch(1);
        try {
            run(classNames, specFiles, results, ended);
            return finish(results, start);
        } catch (IOException | RuntimeException e) {
            results.stop(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            finish(results, start);
            throw e;
        } finally {
            ended.countDown();
        }
    }

    private void run(List<String> classNames, List<String> specFiles, RunResults results, CountDownLatch ended)
            throws IOException {
        Mailbox mailbox = new Mailbox();
        boolean manyStarts = !configuration.forking().reuseForks() && classNames.size() >= MANY_STARTS;
        WorkerSpawner spawner = new WorkerSpawner(
                tracker,
                configuration.jvm(),
                configuration.processes().gracePeriod(),
                configuration.reporting().ownDirectory(),
                manyStarts,
                mailbox);
        ActiveClock clock = new ActiveClock();
        Recorder recorder = new Recorder(
                clock,
                listener,
                results,
                spawner.workDirectory(),
                configuration.processes().leaks());
        Dispatcher dispatcher = new Dispatcher(
                configuration, methodRules, forkNumbers, spawner, mailbox, clock, recorder, results, listener);
        Thread hook = new Thread(() -> shutDown(mailbox, ended), "simple-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Containment containment = tracker.containment();
            listener.on(new RunEvent.ContainmentKnown(
                    Instant.now(), containment.toString(), containment.missing().isEmpty()));
            dispatcher.drain(queue(firstRuns(classNames)), new ArrayDeque<>(firstRuns(specFiles)));
            Set<String> files = Set.copyOf(specFiles);
            for (List<WorkItem> failed = results.failed(); !failed.isEmpty(); failed = results.failed()) {
                Map<Boolean, List<WorkItem>> byFile =
                        failed.stream().collect(Collectors.partitioningBy(item -> files.contains(item.className())));
                dispatcher.drain(
                        queue(byFile.getOrDefault(false, List.of())),
                        new ArrayDeque<>(byFile.getOrDefault(true, List.of())));
            }
            spawner.endHelpers();
            recorder.tellLeaks(end(mailbox), null);
        } finally {
            end(mailbox);
            dispatcher.releaseForkNumbers();
            removeHook(hook);
            clean(spawner, recorder);
        }
    }

    /** The tests have run: a file that cannot be deleted, on a network drive for example, does not change that. */
    private static void clean(WorkerSpawner spawner, Recorder recorder) {
        try {
            spawner.close();
        } catch (IOException e) {
            recorder.notice("Temporary files of the run are left behind: " + e);
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

    private WorkQueue queue(List<WorkItem> items) {
        RunConfiguration.Forking forking = configuration.forking();
        boolean single = !forking.reuseForks() || forking.skipAfterFailureCount() > 0;
        return new WorkQueue(items, forking.forkCount(), single);
    }

    private CleanUp end(Mailbox mailbox) {
        mailbox.close();
        return tracker.endAll(configuration.processes().gracePeriod());
    }

    /** The JVM ends with its hooks: the run's own thread gets the time to delete its files and to report. */
    private void shutDown(Mailbox mailbox, CountDownLatch ended) {
        tracker.hurryOnSignals();
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
