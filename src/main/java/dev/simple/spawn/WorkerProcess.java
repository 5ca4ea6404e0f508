package dev.simple.spawn;

import dev.simple.protocol.Frames;
import dev.simple.protocol.RunnerMessage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A worker JVM, from its start to its exit. */
public final class WorkerProcess implements TestProcess {

    private final int number;
    private final Process process;
    private final Instant startedAt = Instant.now();
    private final NativeOutput stdout;
    private final NativeOutput stderr;
    private volatile @Nullable SocketChannel channel;

    private WorkerProcess(int number, Process process, Path stdout, Path stderr) {
        this.number = number;
        this.process = process;
        this.stdout = new NativeOutput(stdout);
        this.stderr = new NativeOutput(stderr);
    }

    static WorkerProcess start(int number, ProcessBuilder builder, Path directory) throws IOException {
        // Files, not pipes: whoever inherits a pipe keeps its reader waiting after the worker has gone.
        Path stdout = directory.resolve("worker-" + number + ".out");
        Path stderr = directory.resolve("worker-" + number + ".err");
        builder.redirectInput(ProcessBuilder.Redirect.from(nullFile()));
        builder.redirectOutput(stdout.toFile());
        builder.redirectError(stderr.toFile());
        return new WorkerProcess(number, builder.start(), stdout, stderr);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public NativeOutput stdout() {
        return stdout;
    }

    @Override
    public NativeOutput stderr() {
        return stderr;
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void kill() {
        for (ProcessHandle descendant : process.descendants().toList()) {
            descendant.destroyForcibly();
        }
        process.destroyForcibly();
    }

    @Override
    public boolean isStopped() {
        return ProcessState.isStopped(process.pid());
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
                process.destroyForcibly();
            }
        }
    }

    private static File nullFile() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
