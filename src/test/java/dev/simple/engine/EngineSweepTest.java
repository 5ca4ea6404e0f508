package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is too busy to answer. */
class EngineSweepTest {

    private static final Duration ANSWER = Duration.ofMillis(100);

    @TempDir
    private Path directory;

    private final List<SocketChannel> unanswered = Collections.synchronizedList(new ArrayList<>());
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve("socket")));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (SocketChannel connection : unanswered) {
            connection.close();
        }
    }

    /** Answers that there is nothing, all but the first requests. */
    private EngineSweep sweepWithout(int answers) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    SocketChannel connection = server.accept();
                    if (unanswered.size() < answers) {
                        unanswered.add(connection);
                    } else {
                        answer(connection);
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new EngineSweep(EngineAddress.of("unix://" + directory.resolve("socket")), "run", ANSWER);
    }

    private static void answer(SocketChannel connection) throws IOException {
        try (connection) {
            ByteBuffer request = ByteBuffer.allocate(1024);
            connection.read(request);
            boolean volumes = new String(request.array(), UTF_8).startsWith("GET /volumes");
            String body = volumes ? "{\"Volumes\":null}" : "[]";
            connection.write(ByteBuffer.wrap(("HTTP/1.0 200 OK\r\n\r\n" + body).getBytes(UTF_8)));
        }
    }

    @Test
    void asksAgainUntilItAnswers() throws IOException {
        EngineSweep.Outcome outcome = sweepWithout(3).sweep(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30));

        assertEquals(List.of(), outcome.remaining());
        assertEquals(3, unanswered.size());
    }

    @Test
    void givesUpAtTheLimit() {
        EngineSweep sweep = sweepWithout(Integer.MAX_VALUE);

        IOException e = assertThrows(
                IOException.class, () -> sweep.sweep(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300)));

        assertTrue(String.valueOf(e.getMessage()).contains("does not answer"), e::toString);
        assertTrue(unanswered.size() > 1);
    }
}
