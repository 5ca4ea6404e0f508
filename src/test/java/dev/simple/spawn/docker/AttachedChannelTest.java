package dev.simple.spawn.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.protocol.RelayFrame;
import dev.simple.protocol.RelayFrame.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachedChannelTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private ServerSocketChannel server;
    private AttachedChannel channel;
    private SocketChannel runner;

    @BeforeEach
    void open() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve("socket")));
        channel = new AttachedChannel(directory.resolve("socket"), output);
        runner = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        runner.close();
        server.close();
    }

    private static byte[] frame(Kind kind, String content) {
        return new RelayFrame(kind, content.getBytes(UTF_8)).encode();
    }

    private String received() throws IOException {
        return new String(Channels.newInputStream(runner).readAllBytes(), UTF_8);
    }

    @Test
    void tellsTheChannelFromTheOutputHoweverBytesArrive() throws IOException {
        for (byte[] frame : new byte[][] {
            frame(Kind.CHANNEL, "one "),
            frame(Kind.OUTPUT, "printed"),
            frame(Kind.CHANNEL, "two"),
            frame(Kind.CHANNEL, "")
        }) {
            for (byte one : frame) {
                channel.write(one);
            }
        }

        assertEquals("one two", received());
        assertEquals("printed", output.toString(UTF_8));
    }

    @Test
    void takesWhatIsNoFrameForOutput() throws IOException {
        channel.write(frame(Kind.CHANNEL, "said"));
        channel.write("hello from a wrapper\n".getBytes(UTF_8));
        channel.write("and more\n".getBytes(UTF_8));

        assertEquals("said", received());
        assertEquals("hello from a wrapper\nand more\n", output.toString(UTF_8));
    }

    @Test
    void handsOnRequestsAndTheirEnd() throws IOException {
        InputStream requests = channel.requests();
        runner.write(ByteBuffer.wrap("run".getBytes(UTF_8)));
        runner.shutdownOutput();

        DataInputStream in = new DataInputStream(requests);
        assertEquals("run", new String(frame(in).content(), UTF_8));
        assertEquals(0, frame(in).content().length);
        assertEquals(null, RelayFrame.read(in));
    }

    private static RelayFrame frame(DataInputStream in) throws IOException {
        return Objects.requireNonNull(RelayFrame.read(in));
    }
}
