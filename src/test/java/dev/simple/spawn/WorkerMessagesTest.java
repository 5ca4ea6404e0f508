package dev.simple.spawn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.simple.protocol.Frames;
import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.ProtocolException;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import dev.simple.protocol.WorkerMessage.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerMessagesTest {

    private static Output printed(String text) {
        return printed(false, 1, "a.ATest", text);
    }

    private static Output printed(boolean stderr, int test, @Nullable String className, String text) {
        return new Output(stderr, test, className, text.getBytes(UTF_8));
    }

    private static InputStream frames(WorkerMessage... messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (WorkerMessage message : messages) {
            bytes.writeBytes(Frames.encode(message));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static List<String> read(InputStream stream) throws IOException {
        WorkerMessages messages = new WorkerMessages(stream);
        List<String> read = new ArrayList<>();
        for (WorkerMessage message = messages.read(); message != null; message = messages.read()) {
            read.add(text(message));
        }
        return read;
    }

    private static String text(@Nullable WorkerMessage message) {
        return message instanceof Output output ? new String(output.bytes(), UTF_8) : String.valueOf(message);
    }

    @Test
    void areOneWhereTheyAreOutputOfTheSame() throws IOException {
        assertEquals(
                List.of("one\ntwo\nthree\n"), read(frames(printed("one\n"), printed("two\n"), printed("three\n"))));
    }

    @Test
    void staySeparateWhereTheOutputIsOfAnother() throws IOException {
        assertEquals(
                List.of("out", "error", "second test", "other class", "no class"),
                read(frames(
                        printed("out"),
                        printed(true, 1, "a.ATest", "error"),
                        printed(true, 2, "a.ATest", "second test"),
                        printed(true, 2, "a.BTest", "other class"),
                        printed(true, 2, null, "no class"))));
    }

    @Test
    void comeInTheirOrder() throws IOException {
        ClassStarted started = new ClassStarted("a.ATest", OutputLengths.ALL);

        assertEquals(
                List.of("before", started.toString(), started.toString(), "after it"),
                read(frames(printed("be"), printed("fore"), started, started, printed("after"), printed(" it"))));
    }

    @Test
    void areNoLargerThan64KiB() throws IOException {
        Output[] lines = new Output[5];
        Arrays.fill(lines, printed("x".repeat(30 << 10)));

        assertEquals(
                List.of(60 << 10, 60 << 10, 30 << 10),
                read(frames(lines)).stream().map(String::length).toList());
    }

    @Test
    @Timeout(30)
    void doNotWaitForWhatHasArrivedByHalf() throws IOException {
        byte[] second = Frames.encode(printed("second"));
        PipedOutputStream worker = new PipedOutputStream();
        WorkerMessages messages = new WorkerMessages(new PipedInputStream(worker, 1024));
        worker.write(Frames.encode(printed("first, ")));
        worker.write(Frames.encode(printed("whole")));
        worker.write(second, 0, 7);

        assertEquals("first, whole", text(messages.read()));

        worker.write(second, 7, second.length - 7);
        assertEquals("second", text(messages.read()));
    }

    private static List<byte[]> unreadable() {
        byte[] empty = new byte[Integer.BYTES];
        byte[] ofNoType = {0, 0, 0, 1, 99};
        return List.of(empty, ofNoType);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void areHandedOverBeforeWhatCannotBeRead(byte[] unreadable) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(frames(printed("go"), printed("od")).readAllBytes());
        bytes.writeBytes(unreadable);
        WorkerMessages messages = new WorkerMessages(new ByteArrayInputStream(bytes.toByteArray()));

        assertEquals("good", text(messages.read()));
        assertThrows(ProtocolException.class, messages::read);
    }
}
