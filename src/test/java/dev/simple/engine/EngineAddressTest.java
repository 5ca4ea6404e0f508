package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"unix:///var/run/docker.sock", "tcp://build.example:2375", "tcp://[::1]:2375"})
    void isWrittenAsItIsRead(String uri) {
        assertEquals(uri, EngineAddress.of(uri).toString());
    }

    @Test
    void hasASocketIfItIsOnThisMachine() {
        assertEquals(
                Optional.of(Path.of("/a/socket")),
                EngineAddress.of("unix:///a/socket").socket());
        assertEquals(Optional.empty(), EngineAddress.of("tcp://127.0.0.1:2375/").socket());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://build",
                "/var/run/docker.sock",
                "unix://relative",
                "tcp://build",
                "tcp://",
                "tcp://build:2375/path",
                "tcp://a b:1"
            })
    void saysWhatIsNoAddress(String uri) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> EngineAddress.of(uri))
                .getMessage());

        assertTrue(message.startsWith("'" + uri + "' is not the address of a "), message);
    }

    @Test
    void asksAnEngineAtAPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread thread = new Thread(() -> {
                try (var connection = server.accept()) {
                    byte[] request = new byte[13];
                    connection.getInputStream().readNBytes(request, 0, request.length);
                    connection.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nwell".getBytes(UTF_8));
                } catch (IOException e) {
                    // The client will miss the answer.
                }
            });
            thread.start();
            EngineAddress address = EngineAddress.of("tcp://127.0.0.1:" + server.getLocalPort());

            EngineClient.Response response = new EngineClient(address).send("GET", "/_ping", Duration.ofSeconds(60));

            assertEquals("well", response.body());
        }
    }

    @Test
    void saysThatThereIsNoSuchMachine() {
        EngineAddress address = EngineAddress.of("tcp://machine.invalid:1");

        String message = String.valueOf(
                assertThrows(IOException.class, () -> address.connect().close()).getMessage());

        assertEquals("There is no machine machine.invalid.", message);
    }
}
