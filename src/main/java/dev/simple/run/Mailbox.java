package dev.simple.run;

import dev.simple.protocol.WorkerMessage;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.ExitStatus;
import dev.simple.spawn.TestProcess;
import dev.simple.spawn.WorkerEvents;
import dev.simple.spawn.WorkerProcess;
import java.time.Duration;
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

    /**
     * One thing heard. At most one of message, exit, cleanup and text is present; none of them means disconnected.
     *
     * @param sender null where it is no process of this run
     */
    record Letter(
            @Nullable TestProcess sender,
            @Nullable WorkerMessage message,
            @Nullable ExitStatus exit,
            @Nullable CleanUp cleanUp,
            String text) {}

    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(CAPACITY);
    private volatile boolean closed;
    private volatile String lost = "The run was ended from outside.";

    @Override
    public void received(WorkerProcess worker, WorkerMessage message) {
        room.acquireUninterruptibly();
        letters.add(new Letter(worker, message, null, null, ""));
    }

    @Override
    public void disconnected(WorkerProcess worker) {
        letters.add(new Letter(worker, null, null, null, ""));
    }

    @Override
    public void exited(TestProcess process, ExitStatus status) {
        letters.add(new Letter(process, null, status, null, ""));
    }

    @Override
    public void cleanedUp(TestProcess process, CleanUp cleanUp) {
        letters.add(new Letter(process, null, null, cleanUp, ""));
    }

    @Override
    public void refused(String reason) {
        letters.add(new Letter(null, null, null, null, reason));
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
                if (letter.message() != null) {
                    room.release();
                }
                reader.accept(letter);
                letter = System.nanoTime() < end ? letters.poll() : null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException("The thread that drives the run was interrupted.");
        }
        if (closed) {
            throw ended();
        }
    }

    private RunStoppedException ended() {
        return new RunStoppedException(lost);
    }
}
