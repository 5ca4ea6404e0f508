package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.fixtures.Waiting;
import dev.simple.protocol.Frames;
import dev.simple.protocol.Greeting;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.RunnerMessage.DumpThreads;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.ThreadDump;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker has said before its end. */
class WorkerServerTest {

    private static final int NUMBER = 7;

    @TempDir
    private Path directory;

    private final List<String> story = new CopyOnWriteArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private WorkerServer server;
    private WorkerProcess process;
    private SocketChannel worker;

    @BeforeEach
    void connect() throws IOException {
        Path socket = directory.resolve("socket");
        server = WorkerServer.open(socket, new Events());
        process = server.expect(() -> new WorkerProcess(NUMBER, new Silent(directory.resolve("out"))));
        worker = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        new Greeting(NUMBER).writeTo(new DataOutputStream(greeting));
        worker.write(ByteBuffer.wrap(greeting.toByteArray()));
        say("first");
        Waiting.until(Waiting.LONG, "the first message", () -> story.contains("first"));
    }

    @AfterEach
    void close() throws IOException {
        worker.close();
        server.close();
    }

    private void say(String text) throws IOException {
        worker.write(ByteBuffer.wrap(Frames.encode(new ThreadDump(text))));
    }

    private void awaitEnd() {
        Waiting.until(Waiting.LONG, "the end", () -> story.contains("end"));
    }

    /** Listens to the first message, and to all others when it is told to. */
    private final class Events implements WorkerEvents {

        @Override
        public void received(WorkerProcess from, WorkerMessage message) {
            story.add(((ThreadDump) message).text());
            try {
                listening.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void disconnected(WorkerProcess from) {
            story.add("end");
        }

        @Override
        public void remarked(String sentence) {
            story.add(sentence);
        }

        @Override
        public void exited(TestProcess gone, ExitStatus status) {}

        @Override
        public void cleanedUp(TestProcess gone, CleanUp cleanUp) {}

        @Override
        public void measured(List<MemoryUse> uses) {}

        @Override
        public void lost(String reason) {}
    }

    /** A process of which nothing is known. */
    private record Silent(Path stdout) implements Execution {

        @Override
        public Path stderr() {
            return stdout;
        }

        @Override
        public OutputLengths arrived(OutputLengths told) {
            return told;
        }

        @Override
        public int number() {
            return NUMBER;
        }

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public CompletableFuture<ExitStatus> onExit() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<CleanUp> cleanUp() {
            return CompletableFuture.completedFuture(CleanUp.NOTHING);
        }

        @Override
        public boolean isStopped() {
            return false;
        }
    }

    @Test
    void isHeardToTheEndThoughItHasNotHeardEverything() throws IOException {
        process.send(new DumpThreads());
        worker.read(ByteBuffer.allocate(1));
        say("last");
        worker.close();

        listening.countDown();
        awaitEnd();

        assertEquals(List.of("first", "last", "end"), story);
    }

    @Test
    void isHeardToTheEndThoughItCouldNotBeToldAnything() throws IOException {
        String large = "x".repeat(100_000);
        say(large);
        worker.close();
        process.send(new DumpThreads());
        Waiting.until(
                Waiting.LONG,
                "the attempt",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("simple-worker-writer"))
                        .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

        listening.countDown();
        awaitEnd();

        assertEquals(List.of("first", large, "end"), story);
    }
}
