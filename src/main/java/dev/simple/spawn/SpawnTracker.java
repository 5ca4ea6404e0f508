package dev.simple.spawn;

import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineSweep;
import dev.simple.process.Cgroup;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.process.SignalHandlers;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.SupervisorMessage;
import dev.simple.protocol.SupervisorRequest;
import dev.simple.supervisor.Layer;
import dev.simple.supervisor.SupervisorMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
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

    private static final String COOKIE = "SIMPLE_SPAWN_";
    private static final Duration LAST_GRACE = Duration.ofMillis(500);
    private static final int SIGKILL = 9;

    /** A request that waits for its answer. */
    private record Pending(SpawnCommand command, SpawnLimits limits, CompletableFuture<Spawn> answer) {}

    private final RunDirectory directory;
    private final RunFile runFile;
    private final String cookie;
    private final SupervisorProcess supervisor;
    private final Set<Layer> without;
    private final ProcessTable table = new ProcessTable();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private final Map<Integer, Spawn> spawns = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<ExitStatus>> exits = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<CleanUp>> cleanUps = new ConcurrentHashMap<>();
    private final Object memoryLock = new Object();
    private final CompletableFuture<Containment> containment = new CompletableFuture<>();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final ExecutorService deliveries = Executors.newCachedThreadPool(daemons("simple-exits"));
    private final CompletableFuture<Void> reading;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(daemons("simple-beats"));
    private final Object closeLock = new Object();
    private final Duration longestSilence;
    private final AtomicLong lastBeat = new AtomicLong(System.nanoTime());
    /** Nanoseconds in which beats were not answered. */
    private final AtomicLong silence = new AtomicLong();

    private volatile Set<ProcessIdentity> ownChildren = Set.of();
    private volatile @Nullable String givenUp;
    private volatile @Nullable Path cgroup;
    private volatile @Nullable RunContainers containers;
    private @Nullable CompletableFuture<List<MemoryUse>> memory;
    private boolean adopting;
    private volatile boolean closed;

    private SpawnTracker(Set<Layer> without, Duration silence) throws IOException {
        this.without = without;
        this.longestSilence = silence;
        this.cookie =
                COOKIE + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        this.directory = RunDirectory.temporary();
        try {
            this.runFile = RunFile.create(directory.path(), cookie, new ProcessTable().self());
            try {
                this.supervisor = SupervisorProcess.start(directory.path(), cookie, silence, without);
            } catch (IOException e) {
                runFile.close();
                throw e;
            }
        } catch (IOException e) {
            directory.close();
            throw e;
        }
        this.reading = CompletableFuture.runAsync(
                this::listen,
                work -> daemons("simple-supervisor").newThread(work).start());
    }

    /**
     * Opens one that tells the supervisor by itself that this JVM is alive. The supervisor starts while this returns.
     *
     * @throws IOException if the temporary directory cannot be written or no JVM be started
     */
    public static SpawnTracker open() throws IOException {
        SpawnTracker tracker = open(Set.of(), SILENCE);
        Future<?> unused = tracker.beats.scheduleAtFixedRate(
                tracker::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return tracker;
    }

    /** Opens one that is silent unless {@link #beat} is called, and without some layers. */
    static SpawnTracker open(Set<Layer> without, Duration silence) throws IOException {
        return new SpawnTracker(without, silence);
    }

    /**
     * How well processes are held; waits for the supervisor if it is still starting.
     *
     * @throws IOException if the supervisor does not start
     */
    public Containment containment() throws IOException {
        return answer(containment, "to be ready");
    }

    /** A private directory for small files, deleted when this is closed. Its path is short enough for a socket. */
    public Path directory() {
        return directory.path();
    }

    /** Makes another directory of the run known, for a later run to delete if this one cannot. */
    void register(Path other) throws IOException {
        runFile.directory(other);
    }

    /** Completes with the reason if the supervisor is lost; everything has been ended then. */
    public CompletableFuture<String> lost() {
        return lost.copy();
    }

    /**
     * From now on, what has the run's label in a container engine belongs to the run, and is removed at its end however it
     * ends.
     *
     * @throws IOException if that cannot be written into the run file, or the supervisor is gone
     */
    public RunContainers watch(EngineAddress engine) throws IOException {
        String run = cookie.substring(COOKIE.length());
        RunContainers watched = new RunContainers(engine, run);
        runFile.engine(run, engine);
        send(new SupervisorRequest.WatchEngine(engine.toString(), run));
        containers = watched;
        return watched;
    }

    /**
     * Starts a process.
     *
     * @throws IOException if it cannot be started, in the system's words, or the tracker is closed
     */
    @Override
    public Spawn spawn(SpawnCommand command, SpawnLimits limits) throws IOException {
        int number = numbers.incrementAndGet();
        runFile.starting(number, command.description());
        Map<String, String> environment = new HashMap<>(supervisor.withheldEnvironment());
        environment.keySet().removeAll(command.withoutEnvironment());
        environment.putAll(command.environment());
        environment.put(cookie, Integer.toString(number));
        Pending request = new Pending(command, limits, new CompletableFuture<>());
        pending.put(number, request);
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
                    limits.gracePeriod().toMillis()));
            return answer(request.answer(), "to start " + command.description());
        } finally {
            pending.remove(number);
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
        CleanUp processes = endProcesses(gracePeriod);
        RunContainers watched = containers;
        return watched == null ? processes : endContainers(watched, processes);
    }

    private CleanUp endContainers(RunContainers watched, CleanUp processes) {
        try {
            EngineSweep.Outcome outcome = watched.end();
            if (outcome.remaining().isEmpty()) {
                supervisor.send(new SupervisorRequest.WatchEngine("", ""));
                containers = null;
            }
            return processes.and(outcome.removed(), outcome.remaining());
        } catch (IOException e) {
            return processes.and(List.of(), RunContainers.problem(e));
        }
    }

    private CleanUp endProcesses(Duration gracePeriod) {
        CompletableFuture<CleanUp> all = end(SupervisorRequest.EVERYTHING, gracePeriod);
        try {
            return all.get(gracePeriod.plus(ENDING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It hangs or was stopped. Its end makes this JVM do its work.
            supervisor.kill();
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
        CompletableFuture<List<MemoryUse>> asked;
        synchronized (memoryLock) {
            if (memory != null) {
                return memory.copy();
            }
            asked = new CompletableFuture<>();
            memory = asked;
        }
        try {
            supervisor.send(new SupervisorRequest.MeasureMemory());
        } catch (IOException e) {
            complete(List.of());
        }
        return asked.copy();
    }

    private void complete(List<MemoryUse> uses) {
        CompletableFuture<List<MemoryUse>> asked;
        synchronized (memoryLock) {
            asked = memory;
            memory = null;
        }
        if (asked != null) {
            asked.completeAsync(() -> uses, deliveries);
        }
    }

    /** Makes an {@link #endAll(Duration)} that is under way skip the rest of the grace period; returns at once. */
    public void hurry() {
        CompletableFuture<CleanUp> unused = end(SupervisorRequest.EVERYTHING, Duration.ZERO);
        RunContainers watched = containers;
        if (watched != null) {
            deliveries.execute(() -> {
                try {
                    watched.end(Duration.ZERO);
                } catch (IOException e) {
                    // Who is ending them already says so.
                }
            });
        }
    }

    /** From now on, this JVM takes SIGINT, SIGTERM and SIGHUP as a wish to {@link #hurry}. For one that is ending already. */
    public void hurryOnSignals() {
        for (String signal : List.of("INT", "TERM", "HUP")) {
            SignalHandlers.install(signal, this::hurry);
        }
    }

    /** As {@link #endAll(Duration)}, with 2 s of grace. */
    public CleanUp endAll() {
        return endAll(SpawnLimits.DEFAULT.gracePeriod());
    }

    private CompletableFuture<CleanUp> end(int number, Duration gracePeriod) {
        CompletableFuture<CleanUp> cleanUp = cleanUps.computeIfAbsent(number, key -> new CompletableFuture<>());
        if (!cleanUp.isDone()) {
            try {
                supervisor.send(new SupervisorRequest.End(number, gracePeriod.toMillis()));
            } catch (IOException e) {
                // Then it is lost, and the loss completes this.
            }
            CompletableFuture<Void> unused = lost.thenRun(() -> cleanUp.complete(CleanUp.NOTHING));
            if (closed) {
                cleanUp.complete(CleanUp.NOTHING);
            }
        }
        return cleanUp.copy();
    }

    /** Tells the supervisor that this JVM is well, and ends a supervisor that is not. */
    void beat() {
        if (closed) {
            return;
        }
        // Reads all of /proc, which the caller shall not wait for.
        deliveries.execute(this::lookAtOwnChildren);
        long now = System.nanoTime();
        // The time in which the machine slept counts little.
        long step = Math.min(now - lastBeat.getAndSet(now), longestSilence.toNanos() / 3);
        if (silence.addAndGet(step) > longestSilence.toNanos()) {
            supervisor.kill();
            return;
        }
        try {
            supervisor.send(new SupervisorRequest.Beat());
        } catch (IOException e) {
            // The end of its pipe tells more.
        }
    }

    /** Once the supervisor is dead, its orphans are children of this JVM too, and would be taken for its own. */
    private void lookAtOwnChildren() {
        Set<ProcessIdentity> seen = children();
        if (supervisor.isAlive()) {
            ownChildren = seen;
        }
    }

    /** Ends everything, and returns when nothing is left. */
    @Override
    public void close() throws IOException {
        synchronized (closeLock) {
            if (closed) {
                return;
            }
            beats.shutdownNow();
            endAll();
            closed = true;
            supervisor.leave();
            if (!supervisor.awaitExit(ENDING)) {
                supervisor.kill();
            }
            // What was read has to be delivered.
            reading.join();
            cleanUps.values().forEach(waiting -> waiting.complete(CleanUp.NOTHING));
            deliveries.shutdown();
            stopAdopting();
            runFile.close();
            directory.close();
        }
    }

    private void send(SupervisorRequest request) throws IOException {
        try {
            supervisor.send(request);
        } catch (IOException e) {
            throw new IOException(lost.getNow("The supervisor is gone."), e);
        }
    }

    private <T> T answer(CompletableFuture<T> answer, String what) throws IOException {
        try {
            return answer.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            supervisor.kill();
            throw new IOException("The supervisor (process " + supervisor.pid() + ") took more than "
                    + SILENCE.toSeconds() + " s " + what + ". " + supervisor.errors());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the supervisor was asked " + what + ".");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
        }
    }

    private void listen() {
        String failure = "";
        try {
            supervisor.listen(this::receive);
        } catch (IOException e) {
            failure = " " + e;
            supervisor.kill();
        }
        CompletableFuture<CleanUp> everything = cleanUps.get(SupervisorRequest.EVERYTHING);
        if (everything == null || !everything.isDone()) {
            lose(supervisor.awaitExit(), failure);
        }
    }

    private void receive(SupervisorMessage message) {
        silence.set(0);
        if (message instanceof SupervisorMessage.Ready ready) {
            // Takes a while, and answers are waiting.
            deliveries.execute(this::adopt);
            ProcessEntry entry = table.entry(supervisor.pid());
            if (entry != null) {
                record(() -> runFile.supervisor(entry.identity()));
            }
            if (!ready.cgroup().isEmpty()) {
                cgroup = Path.of(ready.cgroup());
                record(() -> runFile.cgroup(ready.cgroup()));
            }
            containment.complete(new Containment(ready.layers(), ready.missing()));
        } else if (message instanceof SupervisorMessage.Spawned spawned) {
            started(spawned);
        } else if (message instanceof SupervisorMessage.NotSpawned refused) {
            Pending request = pending.remove(refused.number());
            record(() -> runFile.ended(refused.number()));
            if (request != null) {
                request.answer().completeExceptionally(new IOException(refused.reason()));
            }
        } else if (message instanceof SupervisorMessage.Exited exited) {
            record(() -> runFile.ended(exited.number()));
            exit(exited.number(), new ExitStatus(exited.code(), exited.signal(), exited.timedOut()));
        } else if (message instanceof SupervisorMessage.Ended ended) {
            spawns.remove(ended.number());
            complete(ended.number(), new CleanUp(ended.ended(), ended.survivors()));
        } else if (message instanceof SupervisorMessage.MemoryMeasured measured) {
            complete(measured.uses());
        } else if (message instanceof SupervisorMessage.GivingUp givingUp) {
            givenUp = givingUp.reason();
        }
    }

    private synchronized void adopt() {
        if (!closed && !adopting && !without.contains(Layer.NATIVE) && !without.contains(Layer.ADOPTION)) {
            ownChildren = children();
            adopting = true;
            Adoption.begin();
        }
    }

    private synchronized boolean isAdopting() {
        return adopting;
    }

    private synchronized void stopAdopting() {
        if (adopting) {
            adopting = false;
            Adoption.end();
        }
    }

    private void started(SupervisorMessage.Spawned spawned) {
        Pending request = pending.remove(spawned.number());
        if (request == null) {
            return;
        }
        ProcessIdentity identity = new ProcessIdentity(spawned.pid(), spawned.start());
        record(() -> runFile.started(spawned.number(), identity));
        CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
        Spawn spawn = new Spawn(this, spawned.number(), request.command(), request.limits(), identity, exit);
        exits.put(spawned.number(), exit);
        spawns.put(spawned.number(), spawn);
        request.answer().complete(spawn);
    }

    private void exit(int number, ExitStatus status) {
        CompletableFuture<ExitStatus> exit = exits.remove(number);
        if (exit != null) {
            exit.completeAsync(() -> status, deliveries);
        }
    }

    private void complete(int number, CleanUp cleanUp) {
        CompletableFuture<CleanUp> waiting =
                number == SupervisorRequest.EVERYTHING ? cleanUps.get(number) : cleanUps.remove(number);
        if (waiting != null) {
            waiting.completeAsync(() -> cleanUp, deliveries);
        }
    }

    /** Something that is written into the run file; without it a later run could do less. */
    private static void record(Registration registration) {
        try {
            registration.write();
        } catch (IOException e) {
            // The supervisor knows it too, and a full disk will be heard of elsewhere.
        }
    }

    @FunctionalInterface
    private interface Registration {
        void write() throws IOException;
    }

    /** The supervisor is gone and was not told to go. What it has started is now this JVM's, as far as it adopts. */
    private void lose(int exitCode, String failure) {
        String how = givenUp != null
                ? givenUp
                : "It " + ExitCode.explain(ExitStatus.of(exitCode), null) + "." + failure + " " + supervisor.errors();
        CleanUp cleanUp = CleanUp.NOTHING;
        String outcome = "what it had started could not be ended";
        try {
            cleanUp = remains().end(LAST_GRACE);
            Path group = cgroup;
            if (group != null) {
                Cgroup.remove(group);
            }
            outcome = cleanUp.survivors().isEmpty()
                    ? "everything that it had started was ended"
                    : "these processes that it had started cannot be ended: "
                            + cleanUp.survivors().stream()
                                    .map(survivor -> survivor.pid() + " (" + survivor.commandLine() + ")")
                                    .collect(Collectors.joining(", "));
        } finally {
            settle(
                    "The supervisor (process " + supervisor.pid() + ") is gone, and " + outcome + ". " + how.strip(),
                    cleanUp);
        }
    }

    /** Nobody may wait for an answer any more. */
    private void settle(String reason, CleanUp cleanUp) {
        IOException problem = new IOException(reason);
        cleanUps.computeIfAbsent(SupervisorRequest.EVERYTHING, number -> new CompletableFuture<>())
                .complete(cleanUp);
        // Before the ends of the spawns, which would be taken for their own.
        lost.complete(reason);
        containment.completeExceptionally(problem);
        pending.values().forEach(request -> request.answer().completeExceptionally(problem));
        exits.values().forEach(exit -> exit.complete(new ExitStatus(0, SIGKILL, false)));
        cleanUps.values().forEach(waiting -> waiting.complete(CleanUp.NOTHING));
    }

    private Remains remains() {
        List<ProcessIdentity> known =
                spawns.values().stream().map(Spawn::process).toList();
        long self = ProcessHandle.current().pid();
        ProcessEntry own = table.entry(self);
        long session = own == null ? 0 : own.session();
        Set<ProcessIdentity> before = ownChildren;
        // An environment can be emptied. Without a group that tells, new children in other sessions are taken for
        // orphans.
        boolean adopted = isAdopting() && cgroup == null;
        return new Remains(
                cookie,
                known,
                cgroup,
                entry -> adopted
                        && entry.parent() == self
                        && entry.session() != session
                        && entry.session() != 0
                        && !before.contains(entry.identity())
                        && !table.commandLine(entry.pid()).contains(SupervisorMain.class.getName()));
    }

    private Set<ProcessIdentity> children() {
        long self = ProcessHandle.current().pid();
        // A table of its own: several threads come here.
        return new ProcessTable()
                .all().values().stream()
                        .filter(entry -> entry.parent() == self)
                        .map(ProcessEntry::identity)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
