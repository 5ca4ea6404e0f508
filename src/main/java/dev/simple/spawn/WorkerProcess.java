package dev.simple.spawn;

import dev.simple.protocol.Frames;
import dev.simple.protocol.RunnerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A worker JVM, from its start to its exit. */
public final class WorkerProcess extends TestProcess {

    private volatile @Nullable SocketChannel channel;

    WorkerProcess(int number, Spawn spawn) {
        super(number, spawn);
    }

    /** Sends a message; without effect if the worker is gone, which the exit will tell. */
    public void send(RunnerMessage message) {
        SocketChannel connected = channel;
        if (connected == null) {
            throw new IllegalStateException("Worker " + number() + " has not connected.");
        }
        ByteBuffer frame = ByteBuffer.wrap(Frames.encode(message));
        try {
            while (frame.hasRemaining()) {
                connected.write(frame);
            }
        } catch (IOException e) {
            disconnect();
        }
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
