package dev.simple.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.protocol.WorkerMessage.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    private static final String NUL = "a\0b";
    private static final String TEN_MEGABYTES = "x".repeat(10 * 1024 * 1024);
    private static final ProblemDescription PROBLEM =
            new ProblemDescription(true, "a.B", null, "\tat x\r\n", "summary \ud83d\ude00");
    private static final TestDescription TEST =
            new TestDescription("a.B", "a.B$C", "[engine:x]/[method:m()]", "m", "m() \u0000 \u20ac");

    static final List<WorkerMessage> WORKER_MESSAGES = List.of(
            new WorkerMessage.Ready(),
            new WorkerMessage.Planned(List.of()),
            new WorkerMessage.Planned(List.of("", NUL)),
            new WorkerMessage.ClassStarted(TEN_MEGABYTES, new OutputLengths(1, -2)),
            new WorkerMessage.TestStarted(7, TEST),
            new WorkerMessage.TestFinished(7, -1, null, null),
            new WorkerMessage.TestFinished(7, 1, PROBLEM, null),
            new WorkerMessage.TestFinished(7, 1, null, NUL),
            new WorkerMessage.TestSkipped(TEST, null),
            new WorkerMessage.TestSkipped(TEST, ""),
            new WorkerMessage.ClassFinished("a.B", Long.MIN_VALUE, 1, OutputLengths.ALL),
            new WorkerMessage.OutputMeasured(new OutputLengths(Long.MIN_VALUE, 0)),
            new WorkerMessage.ThreadDump(""),
            new WorkerMessage.BatchFinished(),
            new WorkerMessage.Rejected("no"),
            new WorkerMessage.Fatal(PROBLEM),
            new WorkerMessage.Exiting(null),
            new WorkerMessage.Exiting("\tat x"));

    static final List<RunnerMessage> RUNNER_MESSAGES = List.of(
            new RunnerMessage.Setup(
                    Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, true),
            new RunnerMessage.Setup(
                    inOrder("b", NUL, "a", ""),
                    Map.of("p", TEN_MEGABYTES),
                    List.of("a | b"),
                    List.of("!c"),
                    List.of("junit-jupiter"),
                    List.of("testng", "x"),
                    List.of(new MethodRule(true, ".*", null), new MethodRule(false, "", "m")),
                    true,
                    false),
            new RunnerMessage.RunClasses(List.of("a.B", "\u00e4.\u00d6")),
            new RunnerMessage.RunTests(List.of("[engine:x]")),
            new RunnerMessage.DumpThreads(),
            new RunnerMessage.MeasureOutput(),
            new RunnerMessage.Exit());

    private static Map<String, String> inOrder(String... entries) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
        return map;
    }

    private static DataInputStream stream(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static byte[] frame(int length, byte... content) {
        return ByteBuffer.allocate(Integer.BYTES + content.length)
                .putInt(length)
                .put(content)
                .array();
    }

    @ParameterizedTest
    @FieldSource("WORKER_MESSAGES")
    void workersMessagesArriveAsTheyWereSent(WorkerMessage message) throws IOException {
        assertEquals(message, Frames.read(stream(Frames.encode(message)), WorkerMessage::read));
    }

    @ParameterizedTest
    @FieldSource("RUNNER_MESSAGES")
    void runnersMessagesArriveAsTheyWereSent(RunnerMessage message) throws IOException {
        assertEquals(message, Frames.read(stream(Frames.encode(message)), RunnerMessage::read));
    }

    @Test
    void outputArrivesByteForByte() throws IOException {
        byte[] bytes = {0, -1, 10, (byte) 0xED, (byte) 0xA0, (byte) 0x80};
        Output sent = new Output(true, 3, null, bytes);

        Output received = (Output) Frames.read(stream(Frames.encode(sent)), WorkerMessage::read);

        assertTrue(received != null && received.stderr() && received.test() == 3 && received.className() == null);
        assertArrayEquals(bytes, received.bytes());
    }

    @Test
    void aLoneSurrogateBecomesAQuestionMarkAndHarmsNothingElse() throws IOException {
        Object received = Frames.read(
                stream(Frames.encode(new WorkerMessage.Rejected("a\ud83db\ude00c\ud83d\ude00"))), WorkerMessage::read);

        assertEquals(new WorkerMessage.Rejected("a?b?c\ud83d\ude00"), received);
    }

    @Test
    void severalFramesFollowOneAnother() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (RunnerMessage message : RUNNER_MESSAGES) {
            bytes.write(Frames.encode(message));
        }
        DataInputStream in = stream(bytes.toByteArray());

        for (RunnerMessage message : RUNNER_MESSAGES) {
            assertEquals(message, Frames.read(in, RunnerMessage::read));
        }
        assertNull(Frames.read(in, RunnerMessage::read));
    }

    @Test
    void aFrameThatIsTornAnywhereIsTheEnd() throws IOException {
        byte[] frame = Frames.encode(new WorkerMessage.TestFinished(7, 1, PROBLEM, "x"));

        for (int length = 0; length < frame.length; length++) {
            assertNull(Frames.read(stream(Arrays.copyOf(frame, length)), WorkerMessage::read), "of " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Protocol.MAX_FRAME_BYTES + 1, Integer.MAX_VALUE})
    void aLengthThatNoFrameHasIsRefused(int length) {
        ProtocolException refusal = assertThrows(
                ProtocolException.class, () -> Frames.read(stream(frame(length, (byte) 9)), WorkerMessage::read));

        assertEquals("A frame of " + length + " bytes is not a frame of this protocol.", refusal.getMessage());
    }

    @Test
    void aMessageThatIsTooLongForAFrameIsNotSent() {
        WorkerMessage message = new WorkerMessage.Rejected("x".repeat(Protocol.MAX_FRAME_BYTES));

        assertThrows(IllegalArgumentException.class, () -> Frames.encode(message));
    }

    @Test
    void aTextThatReachesBeyondItsFrameIsRefused() {
        byte[] content = ByteBuffer.allocate(5)
                .put(WorkerMessage.Rejected.TYPE)
                .putInt(Integer.MAX_VALUE)
                .array();

        ProtocolException refusal = assertThrows(
                ProtocolException.class, () -> Frames.read(stream(frame(5, content)), WorkerMessage::read));

        assertTrue(String.valueOf(refusal.getMessage()).contains("2147483647"));
    }

    @Test
    void unknownTypesAreRefusedWithTheirNumber() {
        byte[] frame = frame(1, (byte) 99);

        ProtocolException fromWorker =
                assertThrows(ProtocolException.class, () -> Frames.read(stream(frame), WorkerMessage::read));
        ProtocolException fromRunner =
                assertThrows(ProtocolException.class, () -> Frames.read(stream(frame), RunnerMessage::read));

        assertEquals("The worker sent a message of the unknown type 99.", fromWorker.getMessage());
        assertEquals("The runner sent a message of the unknown type 99.", fromRunner.getMessage());
    }

    @Test
    void everyTypeIsUsedOnce() {
        assertEquals(13, WORKER_MESSAGES.stream().map(Message::type).distinct().count());
        assertEquals(
                13, WORKER_MESSAGES.stream().map(Object::getClass).distinct().count());
        assertEquals(6, RUNNER_MESSAGES.stream().map(Message::type).distinct().count());
    }

    @Test
    void aGreetingArrivesAsItWasSent() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Greeting(17).writeTo(new DataOutputStream(bytes));

        assertEquals(new Greeting(17), Greeting.read(stream(bytes.toByteArray())));
    }

    @Test
    void whatIsNoGreetingIsRefused() {
        byte[] bytes = ByteBuffer.allocate(12).putInt(0x47455420).array();

        ProtocolException refusal = assertThrows(ProtocolException.class, () -> Greeting.read(stream(bytes)));

        assertTrue(String.valueOf(refusal.getMessage()).contains("0x47455420"));
    }

    @Test
    void aGreetingOfAnotherVersionIsRefusedWithBothVersions() {
        byte[] bytes = ByteBuffer.allocate(12)
                .putInt(Protocol.MAGIC)
                .putInt(77)
                .putInt(1)
                .array();

        ProtocolException refusal = assertThrows(ProtocolException.class, () -> Greeting.read(stream(bytes)));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("version 77 ") && message.contains("version " + Protocol.VERSION + "."), message);
    }
}
