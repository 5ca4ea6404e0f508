package dev.simple.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/** One request at a time, each on a connection of its own, so that nothing is shared between threads. */
final class EngineClient {

    private static final String HEAD_END = "\r\n\r\n";

    /** What the engine answered. */
    record Response(HttpHead head, String body) {

        int status() {
            return head.status();
        }

        boolean isSuccess() {
            return status() >= 200 && status() < 300;
        }
    }

    private final EngineAddress engine;

    EngineClient(EngineAddress engine) {
        this.engine = engine;
    }

    /**
     * Asks and waits for the answer.
     *
     * @param limit how long to wait
     * @throws SocketTimeoutException if the engine does not answer in time
     * @throws IOException if the engine cannot be reached
     */
    Response send(String method, String path, Duration limit) throws IOException {
        return send(method, path, new byte[0], limit);
    }

    /** The same with a body, which is JSON. */
    Response send(String method, String path, byte[] body, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        // In HTTP 1.0, the end of the connection is the end of the answer.
        byte[] head = (method + " " + path + " HTTP/1.0\r\nHost: engine\r\n"
                        + (body.length == 0
                                ? ""
                                : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                        + "\r\n")
                .getBytes(UTF_8);
        ByteBuffer request = ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
        try (SocketChannel channel = engine.connect();
                Selector selector = Selector.open()) {
            while (!channel.isConnected()) {
                await(channel, selector, SelectionKey.OP_CONNECT, deadline);
                boolean unused = channel.finishConnect();
            }
            while (request.hasRemaining()) {
                await(channel, selector, SelectionKey.OP_WRITE, deadline);
                channel.write(request);
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
            while (channel.read(buffer) >= 0) {
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
                await(channel, selector, SelectionKey.OP_READ, deadline);
            }
            return response(answer.toByteArray());
        }
    }

    private void await(SocketChannel channel, Selector selector, int operation, long deadline) throws IOException {
        channel.register(selector, operation);
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
            throw new SocketTimeoutException("The container engine at " + engine + " does not answer.");
        }
        selector.selectedKeys().clear();
    }

    private Response response(byte[] answer) throws IOException {
        int end = new String(answer, ISO_8859_1).indexOf(HEAD_END);
        HttpHead head = HttpHead.of(Arrays.copyOf(answer, Math.max(0, end)));
        if (head.status() == 0) {
            throw new IOException("What listens at " + engine + " does not speak HTTP.");
        }
        int start = end + HEAD_END.length();
        return new Response(head, new String(answer, start, answer.length - start, UTF_8));
    }
}
