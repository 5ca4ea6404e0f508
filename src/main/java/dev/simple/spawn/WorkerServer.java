package dev.simple.spawn;

import dev.simple.protocol.Greeting;
import dev.simple.protocol.WorkerMessage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The socket that workers connect to. Each connection has a thread that reads it to its end. */
final class WorkerServer implements AutoCloseable {

    /** Starts a process. */
    @FunctionalInterface
    interface WorkerStart {
        WorkerProcess start() throws IOException;
    }

    private final ServerSocketChannel server;
    private final WorkerEvents events;
    private final Map<Integer, WorkerProcess> expected = new HashMap<>();

    private WorkerServer(ServerSocketChannel server, WorkerEvents events) {
        this.server = server;
        this.events = events;
    }

    static WorkerServer open(Path socket, WorkerEvents events) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "The socket " + socket + " for the workers cannot be opened (" + e.getMessage()
                            + "). Set java.io.tmpdir to a directory with a short path, in MAVEN_OPTS for example.",
                    e);
        }
        WorkerServer server = new WorkerServer(channel, events);
        try {
            daemon(server::accept, "simple-workers");
        } catch (OutOfMemoryError e) {
            channel.close();
            throw e;
        }
        return server;
    }

    /** Starts a worker; should it connect before this returns, it is expected all the same. */
    synchronized WorkerProcess expect(WorkerStart start) throws IOException {
        WorkerProcess worker = start.start();
        expected.put(worker.number(), worker);
        return worker;
    }

    /** A worker has exited: if it never connected, it never will. */
    void forget(WorkerProcess worker) {
        if (take(worker.number()) != null) {
            events.disconnected(worker);
        }
    }

    private synchronized @Nullable WorkerProcess take(int number) {
        return expected.remove(number);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                serveBeside(connection);
            }
        } catch (ClosedChannelException e) {
            // The run is over.
        } catch (IOException e) {
            events.remarked("The socket for the workers failed: " + e.getMessage());
        }
    }

    /** A worker that nobody listens to would wait for ever; one that is turned away ends, and says so. */
    private void serveBeside(SocketChannel connection) throws IOException {
        try {
            daemon(() -> serve(connection), "simple-worker-connection");
        } catch (OutOfMemoryError e) {
            connection.close();
            events.remarked(
                    "A worker was turned away, because Maven's JVM cannot start another thread: " + e.getMessage());
        }
    }

    private void serve(SocketChannel connection) {
        WorkerProcess worker = null;
        try (connection) {
            WorkerMessages messages = new WorkerMessages(Channels.newInputStream(connection));
            worker = greet(messages.in());
            if (worker != null) {
                worker.connected(connection);
                WorkerMessage message = messages.read();
                while (message != null) {
                    events.received(worker, worker.withOutput(message));
                    message = messages.read();
                }
            }
        } catch (ClosedChannelException e) {
            // Closed from this side: the worker was killed.
        } catch (SocketException e) {
            // Reset: the worker is gone and has not read everything, as one that was stopped.
        } catch (IOException e) {
            events.remarked("The connection of "
                    + (worker == null ? "an unknown process" : "worker " + worker.number())
                    + " failed: " + e.getMessage());
            if (worker != null) {
                worker.end();
            }
        } finally {
            if (worker != null) {
                events.disconnected(worker);
            }
        }
    }

    private @Nullable WorkerProcess greet(DataInputStream in) throws IOException {
        int number;
        try {
            number = Greeting.read(in).worker();
        } catch (EOFException e) {
            return null;
        }
        // Null for a worker that has exited by now.
        return take(number);
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
