package dev.simple.spawn;

import dev.simple.engine.EngineAddress;
import dev.simple.process.Cgroup;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessLimits;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.ProcessLimitException;
import dev.simple.protocol.SupervisorMessage;
import dev.simple.protocol.SupervisorRequest;
import dev.simple.supervisor.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes and sees to it that they and all that descends from them are gone when it is closed, or when this JVM
 * has ended in any way. It does so through a supervisor, a JVM of its own that survives this one:
 *
 * <pre>{@code
 * try (SpawnTracker tracker = SpawnTracker.open()) {
 *     Spawn server = tracker.spawn(command, SpawnLimits.DEFAULT);
 *     Optional<ExitStatus> exit = server.await(Duration.ofSeconds(10));
 *     CleanUp left = tracker.untrack(server).join();
 * }
 * }</pre>
 *
 * <p>Every process is registered in a file before it runs, so that {@link Janitor} can end it should this JVM and the
 * supervisor be killed together. May be used by several threads.
 */
public final class SpawnTracker implements Spawner, AutoCloseable {

    /** How long the other side may be silent. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration BEAT = Duration.ofSeconds(5);

    /** What the supervisor needs beyond the grace period to see that nothing is left. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    /** How soon after its last words a supervisor that died by itself is seen to be dead. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final String COOKIE = "SIMPLE_SPAWN_";

    /** What was asked for, until it runs. */
    private record Request(SpawnCommand command, SpawnLimits limits) {}

    private final RunDirectory directory;
    private final RunFile runFile;
    private final TrackedEngine engine;
    private final String cookie;
    private final SupervisorProcess supervisor;
    private final Set<Layer> without;
    private final StartHook startHook;
    private final ProcessTable table = new ProcessTable();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, Request> requests = new ConcurrentHashMap<>();
    private final Map<Integer, Spawn> spawns = new ConcurrentHashMap<>();
    /** For the one thread that listens. */
    private final List<ProcessIdentity> orphans = new ArrayList<>();

    private final Deliveries deliveries = new Deliveries(Deliveries.daemons("simple-exits"));
    private final Answers answers = new Answers(deliveries);
    private final Successor successor;
    private final SupervisorPulse pulse;
    private final CompletableFuture<Void> reading;
    private final Object closeLock = new Object();

    private volatile @Nullable String givenUp;
    private volatile boolean closed;

    private SpawnTracker(Set<Layer> without, Duration silence, StartHook startHook) throws IOException {
        this.without = without;
        this.startHook = startHook;
        this.cookie =
                COOKIE + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        this.directory = RunDirectory.temporary();
        Path group = without.contains(Layer.CGROUP) ? null : Cgroup.ofChild(cookie);
        try {
            ProcessIdentity self = new ProcessTable().self();
            this.runFile = RunFile.create(directory.path(), cookie, self, group);
            try {
                this.supervisor = SupervisorProcess.start(self, directory.path(), cookie, silence, without);
            } catch (IOException | OutOfMemoryError e) {
                runFile.close();
                throw e;
            }
        } catch (IOException | OutOfMemoryError e) {
            deliveries.shutdown();
            directory.close();
            throw e;
        }
        this.engine = new TrackedEngine(
                cookie.substring(COOKIE.length()), runFile, this::send, !without.contains(Layer.CONTAINERS));
        this.successor = new Successor(cookie, group);
        this.pulse = new SupervisorPulse(supervisor, silence);
        try {
            this.reading = CompletableFuture.runAsync(
                    this::listen,
                    work -> Deliveries.daemons("simple-supervisor")
                            .newThread(work)
                            .start());
        } catch (OutOfMemoryError e) {
            supervisor.kill("could not be listened to");
            supervisor.awaitExit(LAST_WORDS);
            deliveries.shutdown();
            runFile.close();
            directory.close();
            throw e;
        }
    }

    /**
     * Opens one that tells the supervisor by itself that this JVM is alive. The supervisor starts while this returns.
     *
     * @throws IOException if the temporary directory cannot be written or no JVM be started
     */
    public static SpawnTracker open() throws IOException {
        return open(Set.of());
    }

    /** Opens one without some layers. */
    static SpawnTracker open(Set<Layer> without) throws IOException {
        return open(without, SILENCE, BEAT);
    }

    /** Opens one that beats so often, and may be silent so long. */
    static SpawnTracker open(Set<Layer> without, Duration silence, Duration beat) throws IOException {
        SpawnTracker tracker = open(without, silence);
        try {
            tracker.pulse.start(beat, tracker::beat);
            return tracker;
        } catch (OutOfMemoryError e) {
            tracker.close();
            throw ProcessLimits.reached("The supervisor cannot be looked after: " + e.getMessage());
        }
    }

    /** Opens one that is silent unless {@link #beat} is called, and without some layers. */
    static SpawnTracker open(Set<Layer> without, Duration silence) throws IOException {
        try {
            return StartHook.open(hook -> new SpawnTracker(without, silence, hook));
        } catch (OutOfMemoryError e) {
            // What the supervisor was given to end, is nothing yet; it goes with this JVM.
            throw ProcessLimits.reached("The supervisor could not be started: " + e.getMessage());
        }
    }

    /**
     * How well processes are held; waits for the supervisor if it is still starting.
     *
     * @throws IOException if the supervisor does not start
     */
    public Containment containment() throws IOException {
        return answer(answers.containment(), "to be ready");
    }

    /** A private directory for small files, deleted at the end. Its path is short enough for a socket. */
    public Path directory() {
        return directory.path();
    }

    /** Makes another directory of the run known, for a later run to delete if this one cannot. */
    void register(Path other) throws IOException {
        runFile.directory(other);
        send(new SupervisorRequest.OwnDirectory(other.toString()));
    }

    /**
     * Completes with the reason if the supervisor is lost; everything has been ended then. It does so before anything else
     * completes because of the loss: who sees the end of a spawn, or of everything, and no loss, sees a good end.
     */
    public CompletableFuture<String> lost() {
        return answers.lost().copy();
    }

    /**
     * From now on, what has the run's label in a container engine belongs to the run, and is removed at its end however it
     * ends.
     *
     * @throws IOException if that cannot be written into the run file, or the supervisor is gone
     */
    public RunContainers watch(EngineAddress address) throws IOException {
        return engine.watch(address);
    }

    /**
     * From now on, what is started finds this container engine behind a socket of the run's own, in {@code DOCKER_HOST}, and
     * what it creates there belongs to the run. The engine is not asked for anything unless somebody uses it.
     *
     * @throws IOException if the supervisor is gone
     */
    public void serve(EngineAddress address) throws IOException {
        engine.serve(address, directory.path());
    }

    /**
     * Starts a process.
     *
     * @throws ProcessLimitException if a limit of processes is reached
     * @throws IOException if it cannot be started for another reason, in the system's words, or the tracker is closed
     */
    @Override
    public Spawn spawn(SpawnCommand command, SpawnLimits limits) throws IOException {
        int number = numbers.incrementAndGet();
        runFile.starting(number, command.description());
        Map<String, String> environment = new HashMap<>(supervisor.withheldEnvironment());
        environment.keySet().removeAll(command.withoutEnvironment());
        environment.putAll(command.environment());
        if (!without.contains(Layer.MARK)) {
            environment.put(cookie, Integer.toString(number));
        }
        requests.put(number, new Request(command, limits));
        CompletableFuture<Spawn> start = answers.start(number);
        try {
            send(new SupervisorRequest.Spawn(
                    number,
                    command.command(),
                    command.workingDirectory().toString(),
                    environment,
                    List.copyOf(command.withoutEnvironment()),
                    command.stdout().toString(),
                    command.stderr().toString(),
                    limits.timeout().toMillis(),
                    limits.gracePeriod().toMillis(),
                    limits.memory()));
            return answer(start, "to start " + command.description());
        } finally {
            requests.remove(number);
        }
    }

    /**
     * Ends what is left of a spawn: its process, if it still runs, and all that it has left behind; and forgets it.
     *
     * @return what had to be ended, when nothing is left of it
     */
    public CompletableFuture<CleanUp> untrack(Spawn spawn) {
        return end(spawn.number(), spawn.limits().gracePeriod());
    }

    /**
     * Ends everything: SIGTERM to all at once, SIGKILL after the grace period. Nothing is started after that.
     *
     * @return what had to be ended
     */
    public CleanUp endAll(Duration gracePeriod) {
        return engine.end(endProcesses(gracePeriod));
    }

    private CleanUp endProcesses(Duration gracePeriod) {
        CompletableFuture<CleanUp> all = end(SupervisorRequest.EVERYTHING, gracePeriod);
        try {
            return all.get(gracePeriod.plus(ENDING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It hangs or was stopped. Its end makes this JVM do its work.
            supervisor.kill("did not end everything in time");
            return all.join();
        } catch (InterruptedException e) {
            CleanUp cleanUp = endProcesses(Duration.ZERO);
            Thread.currentThread().interrupt();
            return cleanUp;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * How much memory each spawn uses with all that descends from it. The answer takes a few milliseconds; who asks before
     * it is there gets the same.
     */
    @Override
    public CompletableFuture<List<MemoryUse>> memory() {
        return answers.memory(() -> {
            try {
                supervisor.send(new SupervisorRequest.MeasureMemory());
            } catch (IOException e) {
                answers.measured(List.of());
            }
        });
    }

    /** Makes an {@link #endAll(Duration)} that is under way skip the rest of the grace period; returns at once. */
    public void hurry() {
        CompletableFuture<CleanUp> unused = end(SupervisorRequest.EVERYTHING, Duration.ZERO);
        engine.hurry(deliveries);
    }

    /** As {@link #endAll(Duration)}, with 2 s of grace. */
    public CleanUp endAll() {
        return endAll(SpawnLimits.DEFAULT.gracePeriod());
    }

    private CompletableFuture<CleanUp> end(int number, Duration gracePeriod) {
        CompletableFuture<CleanUp> cleanUp = answers.cleanUp(number);
        if (!cleanUp.isDone()) {
            try {
                supervisor.send(new SupervisorRequest.End(number, gracePeriod.toMillis()));
            } catch (IOException e) {
                // Then it is lost, and the loss completes this.
            }
        }
        return cleanUp.copy();
    }

    /** Tells the supervisor that this JVM is well, and ends a supervisor that is not. */
    void beat() {
        if (!closed) {
            // It may read all of /proc, which the caller shall not wait for.
            deliveries.execute(() -> successor.lookAtOwnChildren(supervisor));
            pulse.beat();
        }
    }

    /**
     * Ends everything, and returns when nothing is left. Where a container engine may have kept something, or a process could
     * not be ended, the run file stays, and the next run looks again.
     */
    @Override
    public void close() throws IOException {
        synchronized (closeLock) {
            if (closed) {
                return;
            }
            pulse.stop();
            CleanUp cleanUp = endAll();
            closed = true;
            supervisor.leave();
            if (!supervisor.awaitExit(ENDING)) {
                supervisor.kill("did not exit");
            }
            // What was read has to be delivered.
            reading.join();
            deliveries.shutdown();
            successor.close();
            if (engine.isClean() && cleanUp.survivors().isEmpty()) {
                runFile.close();
                directory.close();
            } else {
                RunFile.record(runFile::closed);
                runFile.close();
            }
            startHook.end();
        }
    }

    /** From now on, who calls this closes this tracker, when this JVM is shut down too. */
    public void takeOver() {
        startHook.end();
    }

    /**
     * Does not wait for a supervisor that is still starting: it is ended. Nothing can be started after that.
     *
     * @return whether it was still starting
     */
    public boolean abandonStart() {
        boolean starting = !answers.isReady();
        if (starting) {
            supervisor.kill("was not ready when this JVM was shut down");
        }
        return starting;
    }

    private void send(SupervisorRequest request) throws IOException {
        try {
            supervisor.send(request);
        } catch (IOException e) {
            throw new IOException(answers.reasonOfLoss(ENDING), e);
        }
    }

    private <T> T answer(CompletableFuture<T> answer, String what) throws IOException {
        try {
            return answer.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String problem = "took more than " + SILENCE.toSeconds() + " s " + what;
            supervisor.kill(problem);
            throw new IOException(
                    "The supervisor (process " + supervisor.pid() + ") " + problem + ". " + supervisor.errors());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the supervisor was asked " + what + ".");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ProcessLimitException limit) {
                throw limit;
            }
            throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
        }
    }

    private void listen() {
        String failure = "";
        try {
            supervisor.listen(this::receive);
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is, nobody would hear of an end any more.
            failure = " " + e;
            if (!supervisor.awaitExit(LAST_WORDS)) {
                supervisor.kill("could not be understood (" + e + ")");
            }
        }
        if (answers.isEverythingGone()) {
            answers.end();
        } else {
            lose(supervisor.awaitExit(), failure);
        }
    }

    private void receive(SupervisorMessage message) {
        pulse.heard();
        if (message instanceof SupervisorMessage.Ready ready) {
            ProcessEntry entry = table.entry(supervisor.pid());
            if (entry != null) {
                RunFile.record(() -> runFile.supervisor(entry.identity()));
            }
            if (!ready.grouped() && !without.contains(Layer.NATIVE) && !without.contains(Layer.ADOPTION)) {
                // Takes a while, and answers are waiting.
                deliveries.execute(successor::adopt);
            }
            startHook.end();
            answers.containment().complete(new Containment(ready.layers(), ready.missing()));
        } else if (message instanceof SupervisorMessage.Spawned spawned) {
            started(spawned);
        } else if (message instanceof SupervisorMessage.Adopted adopted) {
            ProcessIdentity orphan = new ProcessIdentity(adopted.pid(), adopted.start());
            orphans.add(orphan);
            RunFile.record(() -> runFile.adopted(orphan));
        } else if (message instanceof SupervisorMessage.NotSpawned refused) {
            RunFile.record(() -> runFile.ended(refused.number()));
            answers.notStarted(
                    refused.number(),
                    refused.limited()
                            ? new ProcessLimitException(refused.reason())
                            : new IOException(refused.reason()));
        } else if (message instanceof SupervisorMessage.Exited exited) {
            RunFile.record(() -> runFile.ended(exited.number()));
            answers.exited(exited.number(), new ExitStatus(exited.code(), exited.signal(), exited.timedOut()));
        } else if (message instanceof SupervisorMessage.Ended ended) {
            spawns.remove(ended.number());
            answers.cleanedUp(ended.number(), new CleanUp(ended.ended(), ended.survivors()));
        } else if (message instanceof SupervisorMessage.MemoryMeasured measured) {
            answers.measured(measured.uses());
        } else if (message instanceof SupervisorMessage.Creating creating) {
            engine.creating(creating.underWay());
        } else if (message instanceof SupervisorMessage.GivingUp givingUp) {
            givenUp = givingUp.reason();
        }
    }

    private void started(SupervisorMessage.Spawned spawned) {
        Request request = requests.get(spawned.number());
        if (request == null) {
            // Nobody waits for it any more, and its end is that of the run.
            return;
        }
        ProcessIdentity identity = new ProcessIdentity(spawned.pid(), spawned.start());
        RunFile.record(() -> runFile.started(spawned.number(), identity));
        Spawn spawn = new Spawn(
                this, spawned.number(), request.command(), request.limits(), identity, answers.exit(spawned.number()));
        spawns.put(spawned.number(), spawn);
        answers.started(spawn);
    }

    /** The supervisor is gone and was not told to go. What it has started is now this JVM's, as far as it adopts. */
    private void lose(int exitCode, String failure) {
        boolean wasReady = answers.containment().isDone();
        String how = givenUp != null ? givenUp : supervisor.explainEnd(exitCode, wasReady, failure);
        CleanUp cleanUp = CleanUp.NOTHING;
        String outcome = "what it had started could not be ended";
        try {
            List<ProcessIdentity> known = new ArrayList<>(orphans);
            spawns.values().forEach(spawn -> known.add(spawn.process()));
            cleanUp = successor.end(known, survivor -> RunFile.record(() -> runFile.survivor(survivor)));
            outcome = cleanUp.outcome();
        } finally {
            String what = wasReady ? " is gone, and " + outcome : " did not start";
            answers.lose("The supervisor (process " + supervisor.pid() + ")" + what + ". " + how, cleanUp);
        }
    }
}
