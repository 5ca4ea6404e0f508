package dev.simple.matrix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A container engine, but for requests of one kind, which wait until they are let go. */
final class SlowEngine implements AutoCloseable {

    private final Path engine;
    private final Path socket;
    private final Pattern awaited;
    private final ServerSocketChannel server;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /**
     * Begins to listen.
     *
     * @param awaited how the requests begin that have to wait
     */
    SlowEngine(Path engine, Path socket, Pattern awaited) throws IOException {
        this.engine = engine;
        this.socket = socket;
        this.awaited = awaited;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-engine");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "unix://" + socket;
    }

    /** Whether a request waits. */
    boolean holds() {
        return held.getCount() == 0;
    }

    void letGo() {
        go.countDown();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
                connection.connect(UnixDomainSocketAddress.of(engine));
                start(() -> pass(client, connection, true));
                start(() -> pass(connection, client, false));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pass(SocketChannel from, SocketChannel to, boolean requests) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                if (requests
                        && awaited.matcher(new String(buffer.array(), 0, buffer.limit(), ISO_8859_1))
                                .lookingAt()) {
                    held.countDown();
                    go.await();
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            // One of the two is gone, which the other need not know before the engine has done what it was asked for.
        }
    }

    @Override
    public void close() throws IOException {
        go.countDown();
        server.close();
    }
}
