package dev.simple.spawn;

import dev.simple.protocol.Frames;
import dev.simple.protocol.RunnerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A worker JVM, from its start to its exit. */
public final class WorkerProcess {

    private final int number;
    private final Spawn spawn;
    private final NativeOutput stdout;
    private final NativeOutput stderr;
    private volatile @Nullable SocketChannel channel;

    WorkerProcess(int number, Spawn spawn) {
        this.number = number;
        this.spawn = spawn;
        this.stdout = new NativeOutput(spawn.command().stdout());
        this.stderr = new NativeOutput(spawn.command().stderr());
    }

    public int number() {
        return number;
    }

    public Instant startedAt() {
        return spawn.startedAt();
    }

    public long pid() {
        return spawn.pid();
    }

    /** What the process wrote to its own stdout, past {@code System.out}. */
    public NativeOutput stdout() {
        return stdout;
    }

    public NativeOutput stderr() {
        return stderr;
    }

    /** The number that the tracker gave it. */
    public int spawnNumber() {
        return spawn.number();
    }

    Spawn spawn() {
        return spawn;
    }

    /** Begins to end the worker and everything below it; returns at once. */
    public void end() {
        spawn.end();
    }

    /** Whether the process is stopped, by SIGSTOP for example. False where the operating system does not tell. */
    public boolean isStopped() {
        return spawn.isStopped();
    }

    /** Sends a message; without effect if the worker is gone, which the exit will tell. */
    public void send(RunnerMessage message) {
        SocketChannel connected = channel;
        if (connected == null) {
            throw new IllegalStateException("Worker " + number + " has not connected.");
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
                spawn.end();
            }
        }
    }
}
