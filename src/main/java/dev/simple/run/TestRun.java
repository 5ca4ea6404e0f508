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
import org.jspecify.annotations.Nullable;

/** One run of a module's tests: from the outstanding classes to the result, with no worker left on any path. */
public final class TestRun {

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
        try {
            run(classNames, results);
        } catch (IOException | RuntimeException e) {
            results.stop(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            finish(results, start);
            throw e;
        }
        return finish(results, start);
    }

    private void run(List<String> classNames, RunResults results) throws IOException {
        Mailbox mailbox = new Mailbox();
        try (WorkerSpawner spawner =
                new WorkerSpawner(configuration.jvm(), configuration.reporting().ownDirectory(), mailbox)) {
            ActiveClock clock = new ActiveClock();
            Recorder recorder = new Recorder(clock, listener, results, spawner.workDirectory());
            Dispatcher dispatcher = new Dispatcher(
                    configuration, methodRules, forkNumbers, spawner, mailbox, clock, recorder, results, listener);
            Thread hook = new Thread(() -> shutDown(mailbox, spawner), "simple-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                dispatcher.drain(
                        queue(classNames.stream().map(WorkItem::firstRun).toList()));
                for (List<WorkItem> failed = results.failed(); !failed.isEmpty(); failed = results.failed()) {
                    dispatcher.drain(queue(failed));
                }
            } finally {
                end(mailbox, spawner);
                dispatcher.releaseForkNumbers();
                removeHook(hook);
            }
        }
    }

    private RunResult finish(RunResults results, Instant start) {
        RunResult result = results.finish(Duration.between(start, Instant.now()));
        listener.on(new RunEvent.RunFinished(Instant.now(), result));
        return result;
    }

    private WorkQueue queue(List<WorkItem> items) {
        RunConfiguration.Forking forking = configuration.forking();
        boolean single = !forking.reuseForks() || forking.skipAfterFailureCount() > 0;
        return new WorkQueue(items, forking.forkCount(), single);
    }

    /** What the caller does at the end, in case that the JVM does not wait for it. */
    private static void shutDown(Mailbox mailbox, WorkerSpawner spawner) {
        end(mailbox, spawner);
        try {
            spawner.close();
        } catch (IOException e) {
            System.err.println("Temporary files are left behind: " + e.getMessage());
        }
    }

    private static void end(Mailbox mailbox, WorkerSpawner spawner) {
        mailbox.close();
        spawner.endAll();
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
