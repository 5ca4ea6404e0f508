package dev.simple.worker;

import dev.simple.protocol.RelayFrame;
import dev.simple.protocol.RelayFrame.Kind;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a worker where there is no way to the runner but this process's stdin and stdout: it listens in the runner's place
 * and passes on what is said. The tests see neither of the two streams. Arguments: the socket that the worker connects to,
 * and the worker's command.
 */
public final class RelayMain {

    /** Before the names of variables that the worker's JVM is to read, and not this one. */
    public static final String FOR_THE_WORKER = "SIMPLE_WORKER_";

    /** How long a process may keep the channel open that has inherited it from the worker. */
    private static final long LAST_WORDS_MILLIS = 5_000;

    private static final long POLL_NANOS = 10_000_000;
    private static final int CHUNK_BYTES = 1 << 14;

    private final OutputStream runner = new FileOutputStream(FileDescriptor.out);
    private final ServerSocketChannel server;

    private RelayMain(ServerSocketChannel server) {
        this.server = server;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(Path.of(args[0])));
        int code = new RelayMain(server).run(List.of(args).subList(1, args.length));
        // The hook has nothing to do.
        Runtime.getRuntime().halt(code);
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        handOver(builder.environment());
        Process worker = builder.start();
        // Who stops a container signals its first process alone.
        Thread self = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker, self)));
        Thread channel = daemon(() -> passChannel(worker));
        Thread output = daemon(() -> passOutput(worker));
        int code = worker.waitFor();
        server.close();
        channel.join(LAST_WORDS_MILLIS);
        output.join();
        return code;
    }

    private static void handOver(Map<String, String> environment) {
        for (String name : new ArrayList<>(environment.keySet())) {
            if (name.startsWith(FOR_THE_WORKER)) {
                environment.put(name.substring(FOR_THE_WORKER.length()), environment.remove(name));
            }
        }
    }

    /** The main thread passes on the last words and halts this JVM. */
    private static void end(Process worker, Thread main) {
        worker.destroy();
        try {
            main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(PassingOn work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The runner is gone, with whom this container ends, or the worker is.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface PassingOn {
        void run() throws IOException;
    }

    /** What the worker has printed before it says something arrives before that. */
    private void passChannel(Process process) throws IOException {
        try (SocketChannel worker = server.accept()) {
            Thread unused = daemon(() -> passRequests(worker));
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
            while (worker.read(buffer.clear()) >= 0) {
                byte[] bytes = new byte[buffer.flip().remaining()];
                buffer.get(bytes);
                passPrinted(process);
                tell(Kind.CHANNEL, bytes);
            }
            tell(Kind.CHANNEL, new byte[0]);
        }
    }

    private static void passRequests(SocketChannel worker) throws IOException {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        try {
            RelayFrame frame = RelayFrame.read(in);
            while (frame != null && frame.content().length > 0) {
                ByteBuffer bytes = ByteBuffer.wrap(frame.content());
                while (bytes.hasRemaining()) {
                    worker.write(bytes);
                }
                frame = RelayFrame.read(in);
            }
        } finally {
            worker.shutdownOutput();
        }
    }

    /** Never waits in a read: who has inherited the worker's stdout would make it wait for ever. */
    private void passOutput(Process worker) throws IOException {
        boolean alive = true;
        while (alive) {
            alive = worker.isAlive();
            passPrinted(worker);
            if (alive) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** What is there, and no more: who prints without end must not keep the channel waiting. */
    private synchronized void passPrinted(Process worker) throws IOException {
        InputStream output = worker.getInputStream();
        int available = output.available();
        while (available > 0) {
            byte[] bytes = output.readNBytes(Math.min(available, CHUNK_BYTES));
            tell(Kind.OUTPUT, bytes);
            available -= bytes.length;
        }
    }

    private synchronized void tell(Kind kind, byte[] content) throws IOException {
        runner.write(new RelayFrame(kind, content).encode());
    }
}
