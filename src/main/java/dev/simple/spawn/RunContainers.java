package dev.simple.spawn;

import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineSweep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What belongs to a run in a container engine: everything that has the run's label. */
public final class RunContainers {

    /** How long a request that was sent may still be worked on by an engine whose client is gone. */
    static final Duration QUIET = Duration.ofSeconds(2);

    /** How long an engine may take to remove everything. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration LIMIT_OF_THE_SILENT = Duration.ofSeconds(5);

    /** Between SIGTERM and SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Creates something in the engine. */
    @FunctionalInterface
    public interface Creation<T> {
        T create() throws IOException;
    }

    private final EngineAddress engine;
    private final String run;
    private final ReentrantReadWriteLock creations = new ReentrantReadWriteLock(true);
    private final AtomicReference<Runnable> beforeEnd = new AtomicReference<>(() -> {});
    private volatile boolean closed;
    /** Shorter once the engine did not answer: an end is tried more than once. */
    private volatile Duration limit = LIMIT;
    /** Requests that the engine has not answered, as far as is known. */
    private final AtomicInteger pending = new AtomicInteger();
    /** Whether tests have asked for something that the engine may yet create. */
    private volatile boolean creating;

    /** Whether there was a pending one when everything was removed. */
    private volatile boolean unanswered;

    RunContainers(EngineAddress engine, String run) {
        this.engine = engine;
        this.run = run;
    }

    /** The value of the label {@link EngineSweep#LABEL} that everything must have. */
    public String run() {
        return run;
    }

    /**
     * Creates something, unless everything is being ended.
     *
     * @throws IOException if everything is being ended, or from the creation
     */
    public <T> T create(Creation<T> creation) throws IOException {
        creations.readLock().lock();
        try {
            if (closed) {
                throw new IOException("everything is being ended");
            }
            return counted(creation);
        } finally {
            creations.readLock().unlock();
        }
    }

    private <T> T counted(Creation<T> creation) throws IOException {
        pending.incrementAndGet();
        try {
            T created = creation.create();
            pending.decrementAndGet();
            return created;
        } catch (IOException | RuntimeException e) {
            // Nobody waits for an answer any more whose connection was closed at the end.
            if (!(closed && isLossOfConnection(e))) {
                pending.decrementAndGet();
            }
            throw e;
        }
    }

    /** What the engine refuses, it has answered. */
    private static boolean isLossOfConnection(Exception problem) {
        return problem instanceof IOException || problem.getCause() instanceof IOException;
    }

    /** Does something once before everything is removed, unless the runner is killed. */
    public void beforeEnd(Runnable last) {
        beforeEnd.set(last);
    }

    /** Whether the engine may yet create something that it was asked for, long after the end. */
    boolean isUnanswered() {
        return unanswered;
    }

    void creating(boolean underWay) {
        creating = underWay;
    }

    /**
     * Removes everything; nothing is created after that.
     *
     * @throws IOException if the engine does not answer
     */
    EngineSweep.Outcome end(Duration grace) throws IOException {
        closed = true;
        beforeEnd.getAndSet(() -> {}).run();
        unanswered = pending.get() > 0;
        try {
            return new EngineSweep(engine, run).sweep(grace, isCreating() ? QUIET : Duration.ZERO, limit);
        } catch (IOException e) {
            limit = LIMIT_OF_THE_SILENT;
            throw e;
        }
    }

    EngineSweep.Outcome end() throws IOException {
        return end(GRACE);
    }

    private boolean isCreating() {
        if (creating) {
            return true;
        }
        try {
            if (creations.writeLock().tryLock(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
                creations.writeLock().unlock();
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Override
    public String toString() {
        return "containers at " + engine;
    }

    static List<String> problem(IOException e) {
        return List.of("The container engine cannot tell what is left of the run: " + e.getMessage());
    }
}
