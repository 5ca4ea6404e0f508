package dev.simple.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.ConfigurationException;
import dev.simple.fixtures.ForkedJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    private Path directory;

    /** Holds a lock until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            RunLock held = RunLock.acquire(Path.of(args[0]));
            System.out.println("held");
            new CountDownLatch(1).await();
            held.close();
        }
    }

    private String refusal() {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> RunLock.acquire(directory))
                .getMessage());
    }

    @Test
    void refusesASecondRunInTheSameJvm() throws Exception {
        RunLock first = RunLock.acquire(directory);

        assertEquals(
                "Another run of this module is under way, by process "
                        + ProcessHandle.current().pid() + ": both would write into " + directory
                        + ". Wait for its end, or end it.",
                refusal());

        first.close();
        RunLock.acquire(directory).close();
    }

    @Test
    void endsWithTheProcessThatHasIt() throws Exception {
        Process holder = ForkedJvm.command(List.of(), Holder.class, List.of(directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals("held", holder.inputReader().readLine());
            assertTrue(refusal().contains("by process " + holder.pid()));
        } finally {
            holder.destroyForcibly().waitFor();
        }

        RunLock.acquire(directory).close();
    }
}
