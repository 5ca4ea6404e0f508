package dev.simple.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Stands between tests and a container engine and puts the run's labels on what they create there. Everything else passes
 * as it is. Each spawn has a socket of its own, by which it is known who has created something, even if the client was a
 * daemon that is gone since.
 *
 * <p>One thread of its own serves all connections.
 */
public final class EngineProxy {

    /** Clients in Go do not wait for room here. */
    private static final int BACKLOG = 1024;

    /** Hears of what is being created. */
    @FunctionalInterface
    public interface Creations {

        /**
         * Tells whether something is being created.
         *
         * @param any true before the first of several is sent, false when the engine has answered all of them
         */
        void underWay(boolean any);
    }

    /** What the selector calls when something can be done. */
    @FunctionalInterface
    interface Ready {
        void go() throws IOException;
    }

    private record Listener(ServerSocketChannel channel, Path socket) {}

    private final EngineAddress engine;
    private final String run;
    private final Creations creations;
    private final Selector selector;
    private final Map<Integer, Listener> listeners = new ConcurrentHashMap<>();
    private final Queue<Ready> tasks = new ConcurrentLinkedQueue<>();
    private final Executor volumes = Executors.newCachedThreadPool(EngineProxy::daemon);
    private int underWay;
    private boolean refusing;

    /**
     * Begins to serve.
     *
     * @param run the value of the run's label
     * @throws IOException if the operating system does not let it
     */
    public EngineProxy(EngineAddress engine, String run, Creations creations) throws IOException {
        this.engine = engine;
        this.run = run;
        this.creations = creations;
        this.selector = Selector.open();
        daemon(this::serve).start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "simple-engine-proxy");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens a socket.
     *
     * @param spawn the number of the only one that is to use it
     * @throws IOException if it cannot be opened
     */
    public void listen(int spawn, Path socket) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            channel.configureBlocking(false);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        listeners.put(spawn, new Listener(channel, socket));
        later(() -> channel.register(selector, SelectionKey.OP_ACCEPT, (Ready) () -> accept(channel, spawn)));
    }

    /** Closes the socket of a spawn, if there is one. */
    public void forget(int spawn) {
        Listener listener = listeners.remove(spawn);
        if (listener != null) {
            later(() -> {
                listener.channel().close();
                Files.deleteIfExists(listener.socket());
            });
        }
    }

    /** From now on, nothing is created any more. What the engine is creating already has been told of. */
    public synchronized void refuse() {
        refusing = true;
    }

    private void accept(ServerSocketChannel listener, int spawn) throws IOException {
        SocketChannel client = listener.accept();
        if (client != null) {
            client.configureBlocking(false);
            ProxyConnection connection = new ProxyConnection(this, spawn, client);
            connection.register(selector);
        }
    }

    private void serve() {
        while (true) {
            try {
                selector.select();
                for (Ready task = tasks.poll(); task != null; task = tasks.poll()) {
                    run(task);
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    run((Ready) key.attachment());
                }
                selector.selectedKeys().clear();
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // One connection's trouble is not that of the others.
                System.err.println("The proxy of the container engine: " + e);
            }
        }
    }

    private static void run(Ready ready) {
        try {
            ready.go();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            System.err.println("The proxy of the container engine: " + e);
        }
    }

    /** Has the proxy's thread do something. */
    void later(Ready task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Connects to the engine. */
    SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(engine.address())) {
                throw new IOException("it takes no connection");
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("The container engine at " + engine + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** The labels of something that a spawn creates now. */
    Map<String, String> labels(int spawn) {
        return new Origin(spawn, Instant.now()).labels(run);
    }

    /**
     * Creates the volumes that a container's request names, where they do not exist, and goes on.
     *
     * @param next is done by the proxy's thread
     */
    void createVolumes(List<CreateRequest.NamedVolume> named, Map<String, String> labels, Ready next) {
        volumes.execute(() -> {
            try {
                for (CreateRequest.NamedVolume volume : named) {
                    // If it refuses, it will refuse the container for the same reason.
                    new EngineClient(engine)
                            .send("POST", "/volumes/create", volume.request(labels), EngineSweep.ANSWER);
                }
            } catch (IOException e) {
                // Neither will it answer the request of the client, who will tell.
            } finally {
                later(next);
            }
        });
    }

    /** Whether something may be created. Then {@link #answered} must be called when the engine has said what came of it. */
    synchronized boolean begin() {
        if (refusing) {
            return false;
        }
        if (underWay++ == 0) {
            creations.underWay(true);
        }
        return true;
    }

    synchronized void answered() {
        if (--underWay == 0) {
            creations.underWay(false);
        }
    }
}
