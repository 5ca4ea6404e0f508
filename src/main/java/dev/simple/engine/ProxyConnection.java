package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection and that to the engine. Bytes pass in both directions as they come, and no faster than they are
 * taken. Requests are followed to find those that create something; what follows a request is looked at when it is known
 * whether the connection still speaks HTTP.
 */
final class ProxyConnection {

    private static final int BUFFER = 32 * 1024;

    /** Real ones have a few thousand bytes. */
    private static final int LARGEST_CREATE = 1 << 20;

    private static final String UNREADABLE =
            "The request cannot be labelled, for it is no JSON that is understood here: ";

    /** Requests that make of the connection a stream, also for clients that do not say so. */
    private static final Pattern STREAMING = Pattern.compile(".*/(attach|start)");

    private enum Phase {
        /** A request begins. */
        HEAD,
        BODY,
        /** The body of a request that is changed, of which nothing was sent yet. */
        CREATE_BODY,
        /** The request is complete, its answer is not. */
        ANSWER,
        /** No HTTP any more. */
        RAW,
        /** Nothing is taken from the client any more. */
        REFUSED
    }

    private final EngineProxy proxy;
    private final int spawn;
    private final SocketChannel client;
    private @Nullable SocketChannel engine;
    private @Nullable SelectionKey clientKey;
    private @Nullable SelectionKey engineKey;

    private final ByteBuffer fromClient = ByteBuffer.allocate(BUFFER).flip();
    private final ByteBuffer fromEngine = ByteBuffer.allocate(BUFFER);
    private final Deque<ByteBuffer> toEngine = new ArrayDeque<>();
    private final Deque<ByteBuffer> toClient = new ArrayDeque<>();
    private boolean clientEnded;
    private boolean engineEnded;
    private boolean toldEngine;
    private boolean toldClient;

    private Phase phase = Phase.HEAD;
    private final HttpHead.Reader requests = new HttpHead.Reader();
    private final HttpHead.Reader responses = new HttpHead.Reader();
    private HttpHead request = HttpHead.of(new byte[0]);
    private HttpBody requestBody = HttpBody.ofLength(0);
    private @Nullable HttpBody responseBody;
    private boolean answered;
    private ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean creating;

    ProxyConnection(EngineProxy proxy, int spawn, SocketChannel client) {
        this.proxy = proxy;
        this.spawn = spawn;
        this.client = client;
    }

    void register(Selector selector) throws IOException {
        clientKey = client.register(selector, SelectionKey.OP_READ, (EngineProxy.Ready) this::go);
    }

    /** Moves what can be moved. */
    private void go() {
        try {
            boolean moved = true;
            while (moved) {
                moved = readClient();
                moved |= takeRequests();
                moved |= write(engine, toEngine);
                moved |= readEngine();
                moved |= write(client, toClient);
            }
            tellEnds();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            close();
        }
    }

    private boolean canReadClient() {
        return !clientEnded && toEngine.isEmpty() && fromClient.remaining() < fromClient.capacity();
    }

    private boolean readClient() throws IOException {
        if (!canReadClient()) {
            return false;
        }
        int count;
        fromClient.compact();
        try {
            count = client.read(fromClient);
        } finally {
            fromClient.flip();
        }
        clientEnded = count < 0;
        return count > 0;
    }

    private boolean readEngine() throws IOException {
        SocketChannel connected = engine;
        if (connected == null || engineEnded || !toClient.isEmpty()) {
            return false;
        }
        fromEngine.clear();
        int count = connected.read(fromEngine);
        engineEnded = count < 0;
        if (count <= 0) {
            return false;
        }
        fromEngine.flip();
        followAnswers(fromEngine.duplicate());
        toClient.add(fromEngine);
        return true;
    }

    private static boolean write(@Nullable SocketChannel channel, Deque<ByteBuffer> buffers) throws IOException {
        boolean moved = false;
        for (ByteBuffer next = buffers.peek(); next != null && channel != null; next = buffers.peek()) {
            moved |= channel.write(next) > 0;
            if (next.hasRemaining()) {
                return moved;
            }
            buffers.remove();
        }
        return moved;
    }

    private boolean takeRequests() {
        if (!toEngine.isEmpty()) {
            return false;
        }
        int before = fromClient.remaining();
        while (fromClient.hasRemaining() && phase != Phase.ANSWER && phase != Phase.REFUSED) {
            switch (phase) {
                case HEAD -> takeHead();
                case CREATE_BODY -> {
                    requestBody.skip(fromClient, content);
                    if (content.size() > LARGEST_CREATE) {
                        refuseLargeOne();
                    } else if (requestBody.isEndless()) {
                        refuse("400 Bad Request", UNREADABLE + "its chunks are malformed");
                    } else if (requestBody.isOver()) {
                        create();
                    }
                }
                case BODY -> {
                    ByteBuffer part = fromClient.duplicate();
                    requestBody.skip(fromClient, null);
                    toEngine.add(part.limit(fromClient.position()));
                    endRequest();
                }
                default -> {
                    toEngine.add(fromClient.duplicate());
                    fromClient.position(fromClient.limit());
                }
            }
        }
        return fromClient.remaining() < before || !toEngine.isEmpty();
    }

    private void takeHead() {
        HttpHead head = requests.add(fromClient.get());
        if (head != null) {
            begin(head);
        } else if (requests.isTooLong()) {
            goRaw(requests.takeAll());
        }
    }

    private void begin(HttpHead head) {
        request = head;
        answered = false;
        requestBody = head.requestBody();
        if (!head.firstLine().contains(" HTTP/1.")) {
            goRaw(head.bytes());
        } else if (!CreateRequest.isOne(head)) {
            phase = Phase.BODY;
            send(head.bytes());
            endRequest();
        } else if (head.length() > LARGEST_CREATE) {
            refuseLargeOne();
        } else {
            phase = Phase.CREATE_BODY;
            content = new ByteArrayOutputStream();
            if (head.expectsContinue()) {
                toClient.add(ByteBuffer.wrap("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8)));
            }
            if (requestBody.isOver()) {
                create();
            }
        }
    }

    private void endRequest() {
        if (phase == Phase.BODY && requestBody.isOver()) {
            phase = answered ? Phase.HEAD : Phase.ANSWER;
        }
    }

    private void create() {
        phase = Phase.ANSWER;
        Map<String, String> labels = proxy.labels(spawn);
        byte[] body;
        List<CreateRequest.NamedVolume> volumes;
        try {
            byte[] given = content.toByteArray();
            body = CreateRequest.body(given, labels);
            volumes = CreateRequest.namedVolumes(given);
        } catch (IllegalArgumentException e) {
            refuse("400 Bad Request", UNREADABLE + e.getMessage());
            return;
        } finally {
            content = new ByteArrayOutputStream();
        }
        if (!proxy.begin()) {
            refuse("503 Service Unavailable", "The test run is being ended. Nothing is created any more.");
            return;
        }
        creating = true;
        if (volumes.isEmpty()) {
            sendCreate(body);
        } else {
            proxy.createVolumes(volumes, labels, () -> {
                sendCreate(body);
                go();
            });
        }
    }

    private void sendCreate(byte[] body) {
        send(CreateRequest.head(request, body).bytes());
        if (phase == Phase.ANSWER) {
            toEngine.add(ByteBuffer.wrap(body));
        } else {
            // The engine was not reached.
            settle();
        }
    }

    private void settle() {
        if (creating) {
            creating = false;
            proxy.answered();
        }
    }

    private void goRaw(byte[] bytes) {
        phase = Phase.RAW;
        send(bytes);
    }

    private void send(byte[] bytes) {
        try {
            if (engine == null) {
                SocketChannel connected = proxy.connect();
                engine = connected;
                SelectionKey key = clientKey;
                if (key != null) {
                    engineKey = connected.register(key.selector(), 0, (EngineProxy.Ready) this::go);
                }
            }
            toEngine.add(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            refuse("502 Bad Gateway", String.valueOf(e.getMessage()));
        }
    }

    private void refuseLargeOne() {
        refuse(
                "413 Payload Too Large",
                "A request to create something has more than " + (LARGEST_CREATE >> 20)
                        + " MiB, which is too much to be labelled. simple.container.proxy=false lets tests speak to the"
                        + " engine directly.");
    }

    /** Answers in place of the engine and ends the connection. */
    private void refuse(String status, String message) {
        phase = Phase.REFUSED;
        fromClient.position(fromClient.limit());
        byte[] body = Json.write(Map.of("message", message)).getBytes(UTF_8);
        toClient.add(ByteBuffer.wrap(("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(UTF_8)));
        toClient.add(ByteBuffer.wrap(body));
    }

    private void followAnswers(ByteBuffer bytes) {
        while (bytes.hasRemaining() && phase != Phase.RAW) {
            HttpBody body = responseBody;
            if (body == null) {
                HttpHead head = responses.add(bytes.get());
                if (head != null) {
                    answer(head);
                } else if (responses.isTooLong()) {
                    responseBody = HttpBody.endless();
                }
            } else {
                body.skip(bytes, null);
                endAnswer(body);
            }
        }
    }

    private void answer(HttpHead head) {
        int status = head.status();
        if (status >= 100 && status < 200 && status != 101) {
            return;
        }
        settle();
        boolean endless = !head.isChunked() && head.length() < 0;
        if (status == 101
                || (status == 200
                        && endless
                        && request.hasMethod("POST")
                        && STREAMING.matcher(request.path()).matches())) {
            phase = Phase.RAW;
            return;
        }
        HttpBody body = head.responseBody(request.hasMethod("HEAD"));
        responseBody = body;
        endAnswer(body);
    }

    private void endAnswer(HttpBody body) {
        if (body.isOver()) {
            responseBody = null;
            answered = true;
            if (phase == Phase.ANSWER) {
                phase = Phase.HEAD;
            }
        }
    }

    /** Hands on that one side will say no more. */
    private void tellEnds() throws IOException {
        SocketChannel connected = engine;
        boolean nothingToSend = !fromClient.hasRemaining() && toEngine.isEmpty();
        // While something is being created, the engine shall not hear that the client is gone: it would stop half-way.
        if (clientEnded && nothingToSend && !creating && !toldEngine && connected != null) {
            toldEngine = true;
            connected.shutdownOutput();
        }
        if (engineEnded && toClient.isEmpty() && !toldClient) {
            toldClient = true;
            client.shutdownOutput();
        }
        boolean over = phase == Phase.REFUSED || (clientEnded && nothingToSend && connected == null && !creating);
        boolean ended = engineEnded && (phase != Phase.RAW || clientEnded);
        if (toClient.isEmpty() && (over || ended)) {
            close();
            return;
        }
        await(clientKey, canReadClient(), !toClient.isEmpty());
        await(engineKey, !engineEnded && toClient.isEmpty(), !toEngine.isEmpty());
    }

    private static void await(@Nullable SelectionKey key, boolean read, boolean write) {
        if (key != null) {
            key.interestOps((read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0));
        }
    }

    private void close() {
        try {
            client.close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (engine != null) {
                engine.close();
            }
        } catch (IOException e) {
            // Likewise.
        }
    }
}
