package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy between a client and an engine of which the test plays both. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EngineProxyTest {

    private static final String LABELLED = "\"dev.simple.run\":\"r1\"";

    @TempDir
    private Path directory;

    private final List<Boolean> creations = Collections.synchronizedList(new ArrayList<>());
    private final List<SocketChannel> open = new ArrayList<>();
    private Path socket = Path.of("");
    private ServerSocketChannel engine;
    private EngineProxy proxy;

    EngineProxyTest() throws IOException {
        engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        proxy = new EngineProxy(new EngineAddress(Path.of("/nowhere")), "", any -> {});
    }

    @BeforeEach
    void serve() throws IOException {
        Path real = directory.resolve("real");
        engine.bind(UnixDomainSocketAddress.of(real));
        socket = directory.resolve("engine-1");
        proxy = new EngineProxy(new EngineAddress(real), "r1", creations::add);
        proxy.listen(1, socket);
    }

    @AfterEach
    void close() throws IOException {
        proxy.forget(1);
        engine.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    private SocketChannel client() throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        open.add(channel);
        return channel;
    }

    private SocketChannel accept() throws IOException {
        SocketChannel channel = engine.accept();
        open.add(channel);
        return channel;
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads until this was read. */
    private static String receive(SocketChannel channel, String last) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1);
        while (!read.toString(UTF_8).endsWith(last)) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new AssertionError("The end came after " + read.toString(UTF_8));
            }
            read.write(buffer.get(0));
        }
        return read.toString(UTF_8);
    }

    private static String receiveAll(SocketChannel channel) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer) >= 0) {
            read.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return read.toString(UTF_8);
    }

    private static String create(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: docker\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/containers/create",
                "/v1.41/containers/create?name=x",
                "/v1.41/networks/create",
                "/volumes/create",
                "http://docker/v1.41/containers/create",
                "/v1.41/containers/%63reate"
            })
    void labelsWhatIsCreated(String path) throws IOException {
        SocketChannel client = client();
        send(client, create(path, "{\"Image\":\"i\",\"labels\":{\"a\":\"b\"},\"Memory\":1.50}"));
        SocketChannel server = accept();

        String request = receive(server, "}}");

        assertTrue(request.startsWith("POST " + path + " HTTP/1.1\r\nHost: docker\r\n"), request);
        assertTrue(request.contains(LABELLED), request);
        assertTrue(request.contains("\"a\":\"b\""), request);
        assertTrue(request.contains("\"Memory\":1.50"), request);
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        assertTrue(request.contains("Content-Length: " + body.length() + "\r\n"), request);
        assertEquals(List.of(true), creations);
        send(server, "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}");
        assertTrue(receive(client, "{}").startsWith("HTTP/1.1 201"));
        Waiting.until(Waiting.LONG, "the end of the creation", () -> creations.equals(List.of(true, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/containers/json",
                "/containers/create/more",
                "/images/create?fromImage=x",
                "/x/containers/create"
            })
    void leavesOthersAsTheyAre(String path) throws IOException {
        SocketChannel client = client();
        String text = create(path, "{\"Labels\": {} }");
        send(client, text);

        assertEquals(text, receive(accept(), "{} }"));
        assertEquals(List.of(), creations);
    }

    @Test
    void labelsTheSecondRequestOfAConnection() throws IOException {
        SocketChannel client = client();
        // Both at once, as no client should do.
        send(client, "GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n" + create("/volumes/create", "{}"));
        SocketChannel server = accept();
        assertEquals("GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n", receive(server, "\r\n\r\n"));
        send(server, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nOK\r\n0\r\nTrailer: t\r\n\r\n");
        receive(client, "Trailer: t\r\n\r\n");

        assertTrue(receive(server, "}}").contains(LABELLED));
    }

    @Test
    void labelsAChunkedRequestThatWaitsToBeInvited() throws IOException {
        SocketChannel client = client();
        send(client, "POST /containers/create HTTP/1.1\nHost: d\nTransfer-Encoding: chunked\nExpect: 100-continue\n\n");
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", receive(client, "\r\n\r\n"));
        send(client, "5\r\n{\"Ima\r\n8\r\nge\":\"i\"}\r\n0\r\n\r\n");

        String request = receive(accept(), "}}");

        assertTrue(request.contains("{\"Image\":\"i\",\"Labels\":{"), request);
        assertFalse(request.contains("chunked") || request.contains("100-continue"), request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "{\"Labels\":[]}", "{\"Labels\":{}} and more"})
    void refusesWhatCannotBeLabelled(String body) throws IOException {
        SocketChannel client = client();
        send(client, create("/containers/create", body));

        String answer = receiveAll(client);

        assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
        assertTrue(answer.contains("{\"message\":\"The request cannot be labelled"), answer);
    }

    @Test
    void refusesARequestThatIsTooLarge() throws IOException {
        SocketChannel client = client();
        send(client, "POST /containers/create HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n");

        String answer = receiveAll(client);

        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("more than 1 MiB"), answer);
    }

    @Test
    void refusesEverythingNewAtTheEnd() throws IOException {
        proxy.refuse();
        SocketChannel client = client();
        send(client, create("/volumes/create", "{}"));

        String answer = receiveAll(client);

        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertEquals(List.of(), creations);
    }

    @Test
    void saysThatTheEngineIsGone() throws IOException {
        engine.close();
        SocketChannel client = client();
        send(client, "GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n");

        String answer = receiveAll(client);

        assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
        assertTrue(answer.contains("cannot be reached"), answer);
    }

    @Test
    void endsTheConnectionWhenTheEngineDoes() throws IOException {
        SocketChannel client = client();
        send(client, create("/volumes/create", "{}"));
        SocketChannel server = accept();
        receive(server, "}}");
        server.close();

        assertEquals("", receiveAll(client));
        // It may have been created all the same.
        assertEquals(List.of(true), creations);
    }

    @Test
    void hearsWhatBecameOfACreationWhoseClientIsGone() throws IOException {
        SocketChannel client = client();
        send(client, create("/containers/create", "{}"));
        SocketChannel server = accept();
        receive(server, "}}");
        client.close();

        // Had the engine heard of the end, this would be the end of its connection.
        server.configureBlocking(false);
        SocketChannel other = client();
        send(other, "GET /_ping HTTP/1.1\r\n\r\n");
        receive(accept(), "\r\n\r\n");
        assertEquals(0, server.read(ByteBuffer.allocate(1)));
        assertEquals(List.of(true), creations);
        send(server, "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}");

        Waiting.until(Waiting.LONG, "the end of the creation", () -> creations.equals(List.of(true, false)));
        server.configureBlocking(true);
        assertEquals("", receiveAll(server));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
            })
    void passesAStreamWithItsHalves(String answer) throws IOException {
        SocketChannel client = client();
        send(client, "POST /containers/x/attach?stdin=1 HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
        SocketChannel server = accept();
        receive(server, "\r\n\r\n");
        send(server, answer + "out");
        assertEquals(answer + "out", receive(client, "out"));
        send(client, create("/volumes/create", "{}"));
        client.shutdownOutput();

        assertEquals(create("/volumes/create", "{}"), receiveAll(server));
        send(server, "last");
        server.close();

        assertEquals("last", receiveAll(client));
    }

    @Test
    void passesWhatIsNoHttp() throws IOException {
        SocketChannel client = client();
        send(client, "what is this\r\n\r\n" + create("/volumes/create", "{}"));
        SocketChannel server = accept();

        assertEquals("what is this\r\n\r\n" + create("/volumes/create", "{}"), receive(server, "\r\n\r\n{}"));
    }

    @Test
    void keepsNothingForASlowReader() throws Exception {
        SocketChannel client = client();
        send(client, "GET /logs HTTP/1.0\r\n\r\n");
        SocketChannel server = accept();
        receive(server, "\r\n\r\n");
        send(server, "HTTP/1.0 200 OK\r\n\r\n");
        server.configureBlocking(false);
        ByteBuffer megabyte = ByteBuffer.allocate(1 << 20);
        long sent = 0;
        // Until nobody takes more.
        for (int refused = 0; refused < 50 && sent < 100L << 20; ) {
            megabyte.clear();
            int count = server.write(megabyte);
            sent += count;
            refused = count == 0 ? refused + 1 : 0;
            if (count == 0) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
        assertTrue(sent < 10L << 20, "Somebody keeps " + sent + " bytes.");
        server.close();

        assertEquals(
                sent + "HTTP/1.0 200 OK\r\n\r\n".length(), receiveAll(client).length());
    }

    @Test
    void createsTheVolumesThatAContainerNames() throws IOException {
        SocketChannel client = client();
        send(client, create("/containers/create", "{\"HostConfig\":{\"Binds\":[\"data:/d:ro\",\"/host:/h\"]}}"));
        SocketChannel volumes = accept();
        String volume = receive(volumes, "}}");
        assertTrue(volume.startsWith("POST /volumes/create HTTP/1.0"), volume);
        assertTrue(volume.contains("\"Name\":\"data\"") && volume.contains(LABELLED), volume);
        send(volumes, "HTTP/1.0 201 Created\r\n\r\n{}");
        volumes.close();

        String request = receive(accept(), "}}");

        assertTrue(request.contains("\"Binds\":[\"data:/d:ro\",\"/host:/h\"]"), request);
        assertTrue(request.contains(LABELLED), request);
    }
}
