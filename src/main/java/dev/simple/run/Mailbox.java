package dev.simple.run;

import dev.simple.guard.GuardReading;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.WorkerMessage;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.ExitStatus;
import dev.simple.spawn.StopSignal;
import dev.simple.spawn.TestProcess;
import dev.simple.spawn.WorkerEvents;
import dev.simple.spawn.WorkerProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads that listen to workers leave what they heard for the dispatcher. A worker that talks faster than the
 * dispatcher listens is made to wait, so that its output never piles up in memory.
 */
final class Mailbox implements WorkerEvents {

    /** At most this many messages wait; the largest ones, of output, have 64 KiB. */
    private static final int CAPACITY = 256;

    /** One thing heard. */
    sealed interface Letter {}

    record Said(WorkerProcess worker, WorkerMessage message) implements Letter {}

    record Disconnected(TestProcess process) implements Letter {}

    record Exited(TestProcess process, ExitStatus status) implements Letter {}

    record CleanedUp(TestProcess process, CleanUp cleanUp) implements Letter {}

    /** How much memory the processes use. */
    record Weighed(List<MemoryUse> uses) implements Letter {}

    /** How the machine is. */
    record Measured(GuardReading reading) implements Letter {}

    /** It is not known how the machine is. */
    record Unwatched(String text) implements Letter {}

    /** Something that people should know. */
    record Remark(String text) implements Letter {}

    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(CAPACITY);
    private volatile boolean closed;
    private volatile @Nullable String lost;

    @Override
    public void received(WorkerProcess worker, WorkerMessage message) {
        room.acquireUninterruptibly();
        letters.add(new Said(worker, message));
    }

    @Override
    public void disconnected(WorkerProcess worker) {
        letters.add(new Disconnected(worker));
    }

    @Override
    public void exited(TestProcess process, ExitStatus status) {
        letters.add(new Exited(process, status));
    }

    @Override
    public void cleanedUp(TestProcess process, CleanUp cleanUp) {
        letters.add(new CleanedUp(process, cleanUp));
    }

    @Override
    public void remarked(String sentence) {
        letters.add(new Remark(sentence));
    }

    @Override
    public void measured(List<MemoryUse> uses) {
        letters.add(new Weighed(uses));
    }

    void unwatched(String text) {
        letters.add(new Unwatched(text));
    }

    void measured(GuardReading reading) {
        letters.add(new Measured(reading));
    }

    @Override
    public void lost(String reason) {
        lost = reason;
        close();
    }

    /** Nobody reads any more: makes whoever waits go on. May be called by any thread. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            room.release(Integer.MAX_VALUE / 2);
        }
    }

    /**
     * Waits for a letter and hands over everything that is there, for as long as a tick lasts.
     *
     * @throws RunStoppedException if the mailbox was closed or the thread interrupted
     */
    void deliver(Duration tick, Consumer<Letter> reader) {
        long end = System.nanoTime() + tick.toNanos();
        try {
            Letter letter = letters.poll(tick.toNanos(), TimeUnit.NANOSECONDS);
            while (letter != null) {
                if (closed) {
                    throw ended();
                }
                if (letter instanceof Said) {
                    room.release();
                }
                reader.accept(letter);
                letter = System.nanoTime() < end ? letters.poll() : null;
            }
        } catch (InterruptedException e) {
            throw RunStoppedException.ofInterruption(e);
        }
        if (closed) {
            throw ended();
        }
    }

    private RunStoppedException ended() {
        String reason = lost;
        return new RunStoppedException(reason == null ? StopSignal.sentence() : reason);
    }
}
