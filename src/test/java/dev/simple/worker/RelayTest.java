package dev.simple.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.protocol.RelayFrame;
import dev.simple.protocol.RelayFrame.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay as a process, with a worker that says what it hears. */
class RelayTest {

    /** Says what it hears, prints it, and exits with code 7 when it has heard as much as it was told to. */
    public static final class Echo {

        private Echo() {}

        public static void main(String[] args) throws Exception {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]));
            if (args.length > 2) {
                // Holds the streams after the exit.
                System.out.println(
                        new ProcessBuilder("sleep", "600").inheritIO().start().pid());
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> say(channel, "bye")));
            ByteBuffer buffer = ByteBuffer.allocate(100);
            while (buffer.position() < Integer.parseInt(args[1]) && channel.read(buffer) >= 0) {}
            say(channel, new String(buffer.array(), 0, buffer.position(), UTF_8));
            System.out.print("printed");
            System.out.flush();
            System.exit(7);
        }

        private static void say(SocketChannel channel, String text) {
            try {
                channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @TempDir
    private Path directory;

    private final List<Process> relays = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder printed = new StringBuilder();
    private final StringBuilder all = new StringBuilder();

    @AfterEach
    void endAll() {
        for (Process relay : relays) {
            relay.descendants().forEach(ProcessHandle::destroyForcibly);
            relay.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws IOException {
        String socket = directory.resolve("socket").toString();
        List<String> all = new ArrayList<>(List.of(socket));
        all.addAll(ForkedJvm.command(List.of(), Echo.class, List.of()).command());
        all.add(socket);
        all.addAll(List.of(arguments));
        Process relay = ForkedJvm.command(List.of(), RelayMain.class, all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        relays.add(relay);
        return relay;
    }

    private static void ask(Process relay, String text) throws IOException {
        relay.getOutputStream().write(new RelayFrame(Kind.CHANNEL, text.getBytes(UTF_8)).encode());
        relay.getOutputStream().flush();
    }

    private void readToTheEnd(Process relay) throws IOException {
        DataInputStream in = new DataInputStream(relay.getInputStream());
        for (RelayFrame frame = RelayFrame.read(in); frame != null; frame = RelayFrame.read(in)) {
            String content = new String(frame.content(), UTF_8);
            (frame.kind() == Kind.CHANNEL ? said : printed).append(content);
            all.append(content);
        }
    }

    @Test
    void passesOnWhatIsSaidToTheLastWord() throws Exception {
        Process relay = start("5");

        ask(relay, "hello");
        readToTheEnd(relay);

        assertEquals("hellobye", said.toString());
        assertEquals("printed", printed.toString());
        assertTrue(all.toString().endsWith("bye"), all::toString);
        assertEquals(7, relay.waitFor());
    }

    @Test
    void tellsTheWorkerThatTheRunnerIsGone() throws Exception {
        Process relay = start("50");

        relay.getOutputStream().close();
        readToTheEnd(relay);

        assertEquals("bye", said.toString());
        assertEquals(7, relay.waitFor());
    }

    @Test
    void endsWithItsWorkerAlthoughSomebodyHasTheStreams() throws Exception {
        Process relay = start("5", "with a child");

        ask(relay, "hello");
        readToTheEnd(relay);

        long child = Long.parseLong(printed.toString().lines().findFirst().orElseThrow());
        relays.forEach(any -> ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly));
        assertEquals("hellobye", said.toString());
        assertEquals(7, relay.waitFor());
    }

    @Test
    void endsItsWorkerWhenItIsTerminated() throws Exception {
        Process relay = start("50");
        ask(relay, "x");
        Waiting.until(
                Waiting.LONG, "the worker", () -> relay.descendants().findAny().isPresent());
        long worker = relay.descendants().findAny().orElseThrow().pid();

        // Not Process.destroy(), which closes the streams as well: the worker would end by itself.
        relay.toHandle().destroy();

        assertEquals(143, relay.waitFor());
        Waiting.untilGone(Waiting.LONG, worker);
    }
}
