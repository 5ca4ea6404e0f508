package dev.simple.spawn.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.simple.fixtures.Waiting;
import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.OutputMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedFileTest {

    @TempDir
    private Path directory;

    private Path path;
    private MarkedFile file;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("out");
        file = new MarkedFile(path, Waiting.LONG);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    private void write(Object... pieces) throws IOException {
        for (Object piece : pieces) {
            file.write(piece instanceof Integer mark ? OutputMark.encode(mark) : ((String) piece).getBytes(UTF_8));
        }
    }

    private String content() throws IOException {
        return Files.readString(path);
    }

    @Test
    void knowsHowLongItWasAtEachMarkAndHasNone() throws IOException {
        write("a", 1, "bc", 2, 3, "def", 4);

        assertEquals("abcdef", content());
        assertEquals(1, file.arrived(-1));
        assertEquals(3, file.arrived(-2));
        assertEquals(3, file.arrived(-3));
        assertEquals(6, file.arrived(-4));
    }

    @Test
    void findsMarksInOnePieceWithOthersAndInPieces() throws IOException {
        byte[] all = new byte[0];
        for (byte[] piece : new byte[][] {"one".getBytes(UTF_8), OutputMark.encode(1), OutputMark.encode(256)}) {
            int length = all.length;
            all = Arrays.copyOf(all, length + piece.length);
            System.arraycopy(piece, 0, all, length, piece.length);
        }
        file.write(all);
        for (byte one : all) {
            file.write(one);
        }

        assertEquals("oneone", content());
        assertEquals(6, file.arrived(-256));
    }

    @Test
    void takesWhatOnlyBeginsLikeAMarkForWhatItIs() throws IOException {
        String half = new String(OutputMark.encode(1), 0, 8, UTF_8);
        String zeros = "\0".repeat(1_000);
        write(zeros, 1, half, "x", half);
        file.close();

        assertEquals(zeros + half + "x" + half, content());
        assertEquals(1_000, file.arrived(-1));
    }

    @Test
    void waitsForAMarkThatIsOnItsWay() throws Exception {
        CompletableFuture<Long> length = new CompletableFuture<>();
        Thread waiting = new Thread(() -> length.complete(file.arrived(-1)));
        waiting.start();
        Waiting.until(Waiting.LONG, "the wait", () -> waiting.getState() == Thread.State.TIMED_WAITING);

        write("late", 1);

        assertEquals(4, length.get(Waiting.LONG.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void takesAllThatThereIsInsteadOfAMarkThatDoesNotCome() throws IOException {
        file.close();
        file = new MarkedFile(path, Duration.ofMillis(10));
        write("a", 1, "b");

        assertEquals(OutputLengths.UNKNOWN, file.arrived(-2));
        assertEquals(OutputLengths.UNKNOWN, file.arrived(-3));
        write(4);
        assertEquals(2, file.arrived(-4));
    }

    @Test
    void keepsItsMarksWhenTheDiskIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        try (MarkedFile onFullDisk = new MarkedFile(full, Waiting.LONG)) {
            byte[] all = ("text" + new String(OutputMark.encode(1), UTF_8)).getBytes(UTF_8);

            assertThrows(IOException.class, () -> onFullDisk.write(all));

            assertEquals(0, onFullDisk.arrived(-1));
        }
    }

    @Test
    void leavesAloneWhatIsNoMark() {
        assertEquals(OutputLengths.UNKNOWN, file.arrived(OutputLengths.UNKNOWN));
        assertEquals(17, file.arrived(17));
        assertEquals(0, file.arrived(0));
    }
}
