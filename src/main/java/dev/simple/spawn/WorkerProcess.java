package dev.simple.spawn;

import dev.simple.protocol.Frames;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.ClassFinished;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import dev.simple.protocol.WorkerMessage.OutputMeasured;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A worker JVM, from its start to its exit. */
public final class WorkerProcess extends TestProcess {

    private static final ExecutorService WRITERS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "simple-worker-writer");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable SocketChannel channel;
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private boolean writing;

    WorkerProcess(int number, Execution execution) {
        super(number, execution);
    }

    /**
     * Sends a message and returns at once: a worker that was stopped takes none for a while. Without effect if the worker is
     * gone, which the exit will tell.
     */
    public void send(RunnerMessage message) {
        SocketChannel connected = channel;
        if (connected == null) {
            throw new IllegalStateException("Worker " + number() + " has not connected.");
        }
        synchronized (unsent) {
            unsent.add(ByteBuffer.wrap(Frames.encode(message)));
            if (!writing) {
                writing = true;
                WRITERS.execute(() -> write(connected));
            }
        }
    }

    private void write(SocketChannel connected) {
        try {
            for (ByteBuffer frame = next(); frame != null; frame = next()) {
                while (frame.hasRemaining()) {
                    connected.write(frame);
                }
            }
        } catch (IOException e) {
            // The worker is gone. What it has said before is still to be read.
        }
    }

    private @Nullable ByteBuffer next() {
        synchronized (unsent) {
            ByteBuffer frame = unsent.poll();
            writing = frame != null;
            return frame;
        }
    }

    /** The same, when the output that it tells of has arrived. */
    WorkerMessage withOutput(WorkerMessage message) {
        if (message instanceof ClassStarted started) {
            return new ClassStarted(started.className(), execution().arrived(started.before()));
        } else if (message instanceof ClassFinished finished) {
            return new ClassFinished(
                    finished.className(),
                    finished.startedAt(),
                    finished.finishedAt(),
                    execution().arrived(finished.output()));
        } else if (message instanceof OutputMeasured measured) {
            return new OutputMeasured(execution().arrived(measured.output()));
        }
        return message;
    }

    void connected(SocketChannel socket) {
        channel = socket;
    }

    /** Closes the channel; a worker that is alive will halt. */
    public void disconnect() {
        SocketChannel connected = channel;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException e) {
                end();
            }
        }
    }
}
