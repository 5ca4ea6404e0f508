package dev.simple.run;

import dev.simple.config.RunConfiguration;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import dev.simple.model.RunResult;
import dev.simple.protocol.MethodRule;
import dev.simple.schedule.WorkItem;
import dev.simple.schedule.WorkQueue;
import dev.simple.spawn.WorkerSpawner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a module's tests: from the outstanding classes to the result, with no worker left on any path. */
public final class TestRun {

    /** Preparing for many starts, with an archive of classes, costs about as much as it saves in eight of them. */
    private static final int MANY_STARTS = 12;

    private static final Duration LAST_WORK = Duration.ofSeconds(1);

    private final RunConfiguration configuration;
    private final List<MethodRule> methodRules;
    private final ForkNumbers forkNumbers;
    private final RunListener listener;

    /**
     * Prepares a run.
     *
     * @param methodRules which methods of the classes run, empty for all
     * @param forkNumbers shared by all runs of a build
     */
    public TestRun(
            RunConfiguration configuration,
            List<MethodRule> methodRules,
            ForkNumbers forkNumbers,
            RunListener listener) {
        this.configuration = configuration;
        this.methodRules = methodRules;
        this.forkNumbers = forkNumbers;
        this.listener = listener;
    }

    /**
     * Runs the classes.
     *
     * @param previousDurations how long classes took in an earlier run, as far as it is known
     * @throws WorkerStartException if workers do not start
     * @throws RunStoppedException if the JVM is being shut down
     * @throws IOException if the directories or the socket of the run cannot be made
     */
    public RunResult execute(List<String> classNames, Map<String, Duration> previousDurations) throws IOException {
        Instant start = Instant.now();
        RunConfiguration.Forking forking = configuration.forking();
        RunResults results = new RunResults(classNames, forking.rerunFailingTestsCount());
        listener.on(new RunEvent.RunStarted(
                start, classNames, forking.forkCount(), expected(classNames, previousDurations)));
        CountDownLatch ended = new CountDownLatch(1);
        try {
            run(classNames, results, ended);
            return finish(results, start);
        } catch (IOException | RuntimeException e) {
            results.stop(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            finish(results, start);
            throw e;
        } finally {
            ended.countDown();
        }
    }

    private void run(List<String> classNames, RunResults results, CountDownLatch ended) throws IOException {
        Mailbox mailbox = new Mailbox();
        boolean manyStarts = !configuration.forking().reuseForks() && classNames.size() >= MANY_STARTS;
        WorkerSpawner spawner =
                new WorkerSpawner(configuration.jvm(), configuration.reporting().ownDirectory(), manyStarts, mailbox);
        ActiveClock clock = new ActiveClock();
        Recorder recorder = new Recorder(clock, listener, results, spawner.workDirectory());
        Dispatcher dispatcher = new Dispatcher(
                configuration, methodRules, forkNumbers, spawner, mailbox, clock, recorder, results, listener);
        Thread hook = new Thread(() -> shutDown(mailbox, spawner, ended), "simple-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            dispatcher.drain(queue(classNames.stream().map(WorkItem::firstRun).toList()));
            for (List<WorkItem> failed = results.failed(); !failed.isEmpty(); failed = results.failed()) {
                dispatcher.drain(queue(failed));
            }
        } finally {
            end(mailbox, spawner);
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

    private WorkQueue queue(List<WorkItem> items) {
        RunConfiguration.Forking forking = configuration.forking();
        boolean single = !forking.reuseForks() || forking.skipAfterFailureCount() > 0;
        return new WorkQueue(items, forking.forkCount(), single);
    }

    private static void end(Mailbox mailbox, WorkerSpawner spawner) {
        mailbox.close();
        spawner.endAll();
    }

    /** The JVM ends with its hooks: the run's own thread gets the time to delete its files and to report. */
    private static void shutDown(Mailbox mailbox, WorkerSpawner spawner, CountDownLatch ended) {
        end(mailbox, spawner);
        try {
            if (!ended.await(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("The run did not end within " + LAST_WORK.toSeconds()
                        + " s of the shutdown; temporary files may be left.");
            }
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

    private static @Nullable Duration expected(List<String> classNames, Map<String, Duration> previousDurations) {
        return classNames.stream()
                .map(previousDurations::get)
                .filter(duration -> duration != null)
                .reduce(Duration::plus)
                .orElse(null);
    }
}
