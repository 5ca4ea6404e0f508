package dev.simple.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.protocol.Frames;
import dev.simple.protocol.Greeting;
import dev.simple.protocol.MethodRule;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real worker in a JVM of its own, with this test in the place of the runner. */
final class ForkedWorker implements AutoCloseable {

    private static final int NUMBER = 42;

    private final Process process;
    private final SocketChannel socket;
    private final Path directory;
    private final BlockingQueue<Optional<WorkerMessage>> received = new LinkedBlockingQueue<>();

    private ForkedWorker(Process process, SocketChannel socket, Path directory) {
        this.process = process;
        this.socket = socket;
        this.directory = directory;
    }

    /** Starts a worker and sets it up without any filter. */
    static ForkedWorker ready(String... jvmArguments) throws Exception {
        ForkedWorker worker = start(jvmArguments);
        worker.send(setup(Map.of(), List.of(), List.of()));
        return worker;
    }

    static RunnerMessage.Setup setup(Map<String, String> parameters, List<String> groups, List<MethodRule> rules) {
        return new RunnerMessage.Setup(
                Map.of(), parameters, groups, List.of(), List.of(), List.of(), rules, false, false);
    }

    static ForkedWorker start(String... jvmArguments) throws Exception {
        Path directory = Files.createTempDirectory("fw-");
        Path path = directory.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Path properties = Files.createFile(directory.resolve("properties"));
            Process process = ForkedJvm.command(
                            List.of(jvmArguments),
                            WorkerMain.class,
                            List.of(path.toString(), Integer.toString(NUMBER), properties.toString()))
                    .redirectOutput(new File(directory.toFile(), "out"))
                    .redirectError(new File(directory.toFile(), "err"))
                    .start();
            ForkedWorker worker = new ForkedWorker(process, server.accept(), directory);
            Thread reader = new Thread(worker::read, "forked-worker-reader");
            reader.setDaemon(true);
            reader.start();
            worker.await(WorkerMessage.Ready.class);
            return worker;
        }
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(socket)));
            if (Greeting.read(in).worker() != NUMBER) {
                throw new IOException("The worker has another number.");
            }
            WorkerMessage message = Frames.read(in, WorkerMessage::read);
            while (message != null) {
                received.add(Optional.of(message));
                message = Frames.read(in, WorkerMessage::read);
            }
        } catch (IOException e) {
            // Closed from this side, or the end.
        } finally {
            received.add(Optional.empty());
        }
    }

    long pid() {
        return process.pid();
    }

    void send(RunnerMessage message) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(Frames.encode(message));
        while (frame.hasRemaining()) {
            socket.write(frame);
        }
    }

    /** Everything up to and with the first message of a type. */
    <M extends WorkerMessage> List<WorkerMessage> until(Class<M> type) throws InterruptedException {
        return until(type::isInstance, type.getSimpleName());
    }

    /** Everything up to something that a test printed. */
    List<WorkerMessage> untilPrinted(String text) throws InterruptedException {
        return until(
                message -> message instanceof WorkerMessage.Output output
                        && new String(output.bytes(), UTF_8).contains(text),
                text);
    }

    List<WorkerMessage> until(Predicate<WorkerMessage> wanted, String description) throws InterruptedException {
        List<WorkerMessage> messages = new ArrayList<>();
        while (messages.isEmpty() || !wanted.test(messages.get(messages.size() - 1))) {
            Optional<WorkerMessage> next = received.poll(Waiting.LONG.toSeconds(), TimeUnit.SECONDS);
            if (next == null || next.isEmpty()) {
                throw new AssertionError("No " + description + " after " + messages + (next == null ? "" : " and end"));
            }
            messages.add(next.get());
        }
        return messages;
    }

    /** Everything up to the end of the connection. */
    List<WorkerMessage> untilEnd() throws InterruptedException {
        List<WorkerMessage> messages = new ArrayList<>();
        while (true) {
            Optional<WorkerMessage> next = received.poll(Waiting.LONG.toSeconds(), TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("No end after " + messages);
            }
            if (next.isEmpty()) {
                return messages;
            }
            messages.add(next.get());
        }
    }

    <M extends WorkerMessage> M await(Class<M> type) throws InterruptedException {
        List<WorkerMessage> messages = until(type);
        return type.cast(messages.get(messages.size() - 1));
    }

    /** Runs classes of the fixtures, and returns all that is said about them. */
    List<WorkerMessage> run(String... fixtures) throws Exception {
        begin(fixtures);
        return until(WorkerMessage.BatchFinished.class);
    }

    void begin(String... fixtures) throws IOException {
        send(new RunnerMessage.RunClasses(
                List.of(fixtures).stream().map(ForkedWorker::className).toList()));
    }

    static String className(String fixture) {
        return fixture.contains(".") ? fixture : "dev.simple.fixtures." + fixture;
    }

    /** What the process itself wrote to its stdout. */
    String nativeOutput() throws IOException {
        return Files.readString(directory.resolve("out"));
    }

    String nativeErrors() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    int awaitExit() {
        return process.onExit()
                .orTimeout(Waiting.LONG.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    /** Ends the connection, as the death of the runner does. */
    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        process.destroyForcibly();
        awaitExit();
        for (String file : List.of("socket", "properties", "out", "err")) {
            Files.deleteIfExists(directory.resolve(file));
        }
        Files.delete(directory);
    }
}
