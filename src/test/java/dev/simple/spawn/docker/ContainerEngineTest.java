package dev.simple.spawn.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import dev.simple.config.ConfigurationException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ContainerEngineTest {

    private static final int NOBODY = 65534;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** With another user for files, a thread of root may do what that user may. */
    private interface LibC extends Library {
        int setfsuid(int user);
    }

    private static final LibC C = Native.load("c", LibC.class);

    @TempDir
    private Path directory;

    private @Nullable ServerSocketChannel server;
    private Thread serving = new Thread(() -> {});

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
        // What it waits in keeps the socket open.
        serving.join();
    }

    private Path socket() {
        return directory.resolve("engine.sock");
    }

    private String address() {
        return "unix://" + socket();
    }

    /** Listens, and answers each path of a request with what the function says. */
    private void answer(Function<String, String> answers) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server = listening;
        listening.bind(UnixDomainSocketAddress.of(socket()));
        serving = new Thread(() -> serve(listening, answers), "stub-engine");
        serving.setDaemon(true);
        serving.start();
    }

    private static void serve(ServerSocketChannel listening, Function<String, String> answers) {
        while (true) {
            try (SocketChannel connection = listening.accept()) {
                ByteBuffer request = ByteBuffer.allocate(1 << 14);
                while (connection.read(request) >= 0) {
                    String head = new String(request.array(), 0, request.position(), ISO_8859_1);
                    if (head.endsWith("\r\n\r\n")) {
                        connection.write(ByteBuffer.wrap(
                                answers.apply(head.split(" ", 3)[1]).getBytes(UTF_8)));
                        break;
                    }
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String version() {
        return json("{\"ApiVersion\":\"1.99\",\"Arch\":\"amd64\"}");
    }

    private String refusal(Map<String, String> environment, @Nullable String setting) {
        return String.valueOf(assertThrows(
                        ConfigurationException.class,
                        () -> ContainerEngine.connect(setting, environment, PATIENCE)
                                .close())
                .getMessage());
    }

    @Test
    void saysThatThereIsNoEngine() {
        String message = refusal(Map.of(), address());

        assertTrue(
                message.startsWith("There is no container engine at " + address() + ": the socket does not exist."),
                message);
        assertTrue(message.contains("simple.container.engine, or the environment variable DOCKER_HOST"), message);
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        answer(path -> "");
        close();

        String message = refusal(Map.of("DOCKER_HOST", address()), null);

        assertTrue(
                message.startsWith("There is no container engine at " + address() + ": Connection refused"), message);
    }

    @Test
    void saysThatTheUserHasNoPermission() throws IOException {
        answer(path -> "");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("---------"));
        int user = C.setfsuid(NOBODY);
        try {
            String message = refusal(Map.of(), address());

            assertTrue(
                    message.startsWith("This user may not use the container engine at " + address()
                            + ": no permission for the socket. Add the user to the socket's group"),
                    message);
        } finally {
            C.setfsuid(user);
        }
    }

    @Test
    void saysThatTheEngineIsTooOld() throws IOException {
        answer(path -> "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nOK");

        assertEquals(
                "The container engine at " + address() + " is too old: it speaks version 1.24 of the Docker API, and"
                        + " 1.25 or later is needed. Use a newer one.",
                refusal(Map.of(), address()));
    }

    @Test
    void saysThatItIsNoEngine() throws IOException {
        answer(path -> "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        String message = refusal(Map.of(), address());

        assertTrue(
                message.startsWith(
                        "What listens at " + address() + " is no container engine: it answers GET /_ping with"
                                + " status 404 and without a version of the Docker API."),
                message);
    }

    @Test
    void saysThatTheEngineIsSilent() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        answer(path -> {
            asked.countDown();
            awaitQuietly(over);
            return "";
        });
        try {
            String message = String.valueOf(assertThrows(
                            ConfigurationException.class,
                            () -> ContainerEngine.connect(address(), Map.of(), Duration.ofSeconds(1)))
                    .getMessage());

            assertEquals(0, asked.getCount());
            assertEquals(
                    "The container engine at " + address()
                            + " does not answer. Look at its log, and restart it if it hangs.",
                    message);
        } finally {
            over.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void asksForTheVersionThatTheEngineHasTold() throws Exception {
        List<String> paths = Collections.synchronizedList(new ArrayList<>());
        answer(path -> {
            paths.add(path);
            return version();
        });

        ContainerEngine.connect(address(), Map.of(), PATIENCE).close();

        assertEquals(List.of("/_ping", "/v1.41/version"), paths);
    }

    @Test
    void saysThatTheImageIsForAnotherProcessor() throws IOException {
        answer(path ->
                path.contains("/images/") ? json("{\"Id\":\"sha256:1\",\"Architecture\":\"arm64\"}") : version());
        try (ContainerEngine engine = ContainerEngine.connect(address(), Map.of(), PATIENCE)) {
            ConfigurationException refusal =
                    assertThrows(ConfigurationException.class, () -> engine.require("tests:1"));

            assertEquals(
                    "The image tests:1 is built for arm64, and the container engine at " + address()
                            + " runs on amd64. Name an image for this machine.",
                    refusal.getMessage());
        }
    }

    @Test
    void saysHowAnEngineIsReachedThroughSsh() {
        String message = refusal(Map.of("DOCKER_HOST", "ssh://build.example"), null);

        assertTrue(
                message.startsWith("The container engine of the environment variable DOCKER_HOST cannot be used:"),
                message);
        assertTrue(message.contains("ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock user@host"), message);
    }

    @Test
    void saysThatThereIsNoEngineAtAPort() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        String message = refusal(Map.of(), "tcp://127.0.0.1:" + port);

        assertTrue(message.startsWith("There is no container engine at tcp://127.0.0.1:" + port + ": "), message);
        assertTrue(message.contains("Connection refused. Start an engine, or say where it listens"), message);
    }

    @Test
    void saysThatTlsIsNotSpoken() {
        String message = refusal(Map.of("DOCKER_HOST", "tcp://build.example:2376", "DOCKER_TLS_VERIFY", "1"), null);

        assertTrue(
                message.startsWith("The container engine at tcp://build.example:2376 is to be spoken to through TLS, as"
                        + " DOCKER_TLS_VERIFY says, which is not supported. An engine that is reached through ssh"),
                message);
    }

    @Test
    void knowsWhetherTheEngineMayBeInAVirtualMachine() throws Exception {
        String own = System.getProperty("os.version");
        answer(path -> json("{\"Arch\":\"amd64\",\"KernelVersion\":\"" + own + "\"}"));
        try (ContainerEngine engine = ContainerEngine.connect(address(), Map.of(), PATIENCE)) {
            assertTrue(engine.sharesKernel());
        }
        close();
        Files.delete(socket());
        answer(path -> json("{\"Arch\":\"amd64\",\"KernelVersion\":\"6.6.0-linuxkit\"}"));
        try (ContainerEngine engine = ContainerEngine.connect(address(), Map.of(), PATIENCE)) {
            assertFalse(engine.sharesKernel());
        }
    }
}
