package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.config.UnitLimits;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.protocol.Greeting;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.Protocol;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSpawnerTest {

    /** Keeps what is said, a line each. */
    private static final class Heard implements WorkerEvents {

        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void received(WorkerProcess worker, WorkerMessage message) {
            lines.add(message.getClass().getSimpleName());
        }

        @Override
        public void disconnected(WorkerProcess worker) {
            lines.add("disconnected");
        }

        @Override
        public void exited(TestProcess process, ExitStatus status) {
            lines.add("exited " + status.asExitCode());
        }

        @Override
        public void cleanedUp(TestProcess process, CleanUp cleanUp) {
            lines.add("cleaned up " + cleanUp.ended().size());
        }

        @Override
        public void lost(String reason) {
            lines.add("lost: " + reason);
        }

        @Override
        public void measured(List<MemoryUse> uses) {}

        @Override
        public void remarked(String sentence) {
            lines.add("refused: " + sentence);
        }

        void await(String start) {
            Waiting.until(
                    Waiting.LONG,
                    start + " in " + lines,
                    () -> lines.stream().anyMatch(line -> line.startsWith(start)));
        }
    }

    @TempDir
    private Path directory;

    private final Heard heard = new Heard();

    private WorkerSpawner spawner(SpawnTracker tracker) throws IOException {
        return new WorkerSpawner(
                tracker,
                tracker,
                new WorkerJvm(
                        ForkedJvm.executable(),
                        ForkedJvm.CHEAP,
                        true,
                        List.of(),
                        ForkedJvm.classPath(),
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        directory,
                        null,
                        false),
                SpawnLimits.DEFAULT,
                directory.resolve("reports"),
                false,
                heard);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
            return files.toList();
        }
    }

    @Test
    void endsItsWorkersWhenItIsClosed() throws IOException {
        WorkerProcess worker;
        try (SpawnTracker tracker = SpawnTracker.open();
                WorkerSpawner spawner = spawner(tracker)) {
            worker = spawner.start(1, UnitLimits.NONE);
            heard.await("Ready");
            tracker.endAll();

            heard.await("exited 143");
            heard.await("disconnected");
            heard.await("cleaned up");
        }

        assertFalse(Waiting.isAlive(worker.pid()));
        assertEquals(List.of(), left());
    }

    @Test
    void doesNotWaitForAWorkerThatIsStopped() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open();
                WorkerSpawner spawner = spawner(tracker)) {
            WorkerProcess worker = spawner.start(1, UnitLimits.NONE);
            heard.await("Ready");
            signal("STOP", worker.pid());
            Waiting.until(Waiting.LONG, "a stopped worker", worker::isStopped);
            List<String> many = Collections.nCopies(100_000, "p.SomeTest");

            CompletableFuture.runAsync(() -> worker.send(new RunnerMessage.RunClasses(many)))
                    .get(Waiting.LONG.toSeconds(), TimeUnit.SECONDS);
            worker.send(new RunnerMessage.DumpThreads());
            signal("CONT", worker.pid());

            heard.await("ThreadDump");
        }
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    @Test
    void startsNothingAfterItWasTold() throws IOException {
        try (SpawnTracker tracker = SpawnTracker.open();
                WorkerSpawner spawner = spawner(tracker)) {
            tracker.endAll();

            assertThrows(IOException.class, () -> spawner.start(1, UnitLimits.NONE));
        }
    }

    @Test
    void hearsAWorkerThatDiesBeforeItConnects() throws IOException {
        try (SpawnTracker tracker = SpawnTracker.open();
                WorkerSpawner spawner = spawner(tracker)) {
            WorkerProcess worker = spawner.start(1, UnitLimits.NONE);
            worker.end();
            heard.await("exited");
            heard.await("disconnected");
        }
    }

    @Test
    void refusesAWorkerOfAnotherVersionAndKillsNobody() throws IOException {
        Path socket = directory.resolve("s");
        try (WorkerServer server = WorkerServer.open(socket, heard);
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertNotNull(server);
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.allocate(12)
                    .putInt(Protocol.MAGIC)
                    .putInt(77)
                    .putInt(1)
                    .flip());
            heard.await("refused: The connection of an unknown process failed: The worker speaks version 77 ");
        }
    }

    @Test
    void hangsUpOnAWorkerThatIsNotExpected() throws IOException {
        Path socket = directory.resolve("s");
        try (WorkerServer server = WorkerServer.open(socket, heard);
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertNotNull(server);
            channel.connect(UnixDomainSocketAddress.of(socket));
            new Greeting(5).writeTo(new DataOutputStream(Channels.newOutputStream(channel)));

            assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
            assertEquals(List.of(), heard.lines);
        }
    }

    @Test
    void tellsThatThePathOfTheSocketIsTooLong() {
        Path socket = directory.resolve("s".repeat(200));

        String message = String.valueOf(assertThrows(IOException.class, () -> WorkerServer.open(socket, heard))
                .getMessage());

        assertTrue(message.contains("java.io.tmpdir"), message);
    }
}
