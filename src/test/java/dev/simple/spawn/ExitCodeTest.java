package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "137 | was killed with SIGKILL (exit code 137), by somebody or by the kernel for want of memory",
                "143 | was ended by SIGTERM (exit code 143)",
                "1   | exited with code 1 in the middle of its work (Runtime.halt, or native code that called exit)",
                "128 | exited with code 128 in the middle of its work (Runtime.halt, or native code that called exit)"
            })
    void explainsAnExitCode(int exitCode, String words) {
        assertEquals(words, ExitCode.explain(ExitStatus.of(exitCode), null));
    }

    @Test
    void takesTheReasonFromTheFatalErrorLog() throws IOException {
        Path log = Files.writeString(directory.resolve("hs_err_pid17.log"), """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f, pid=17, tid=18
                #
                # Problematic frame:
                # C  [libfoo.so+0x4]  bar
                #
                """);

        Instant start = Files.getLastModifiedTime(log).toInstant().minusMillis(1);
        assertEquals(log, ExitCode.errorFile(17, 3, start, List.of(directory.resolve("gone"), directory)));
        assertNull(ExitCode.errorFile(18, 3, start, List.of(directory)));
        assertNull(ExitCode.errorFile(17, 3, start.plusSeconds(10), List.of(directory)));
        assertEquals(
                "crashed: SIGSEGV (0xb) at pc=0x00007f, pid=17, tid=18, problematic frame C  [libfoo.so+0x4]  bar",
                ExitCode.explain(ExitStatus.of(134), log));
    }

    @Test
    void findsTheLogOfAWorkerInAContainerWithoutItsProcessId() throws IOException {
        String name = ExitCode.errorFileName(3, true).replace("%p", "7");
        Path log = Files.createFile(directory.resolve(name));
        Instant start = Files.getLastModifiedTime(log).toInstant();

        assertEquals(log, ExitCode.errorFile(17, 3, start, List.of(directory)));
        assertNull(ExitCode.errorFile(17, 33, start, List.of(directory)));
        assertNull(ExitCode.errorFile(7, 4, start, List.of(directory)));
        assertEquals("hs_err_pid%p.log", ExitCode.errorFileName(3, false));
    }

    @Test
    void readsWhatAProcessWritesWhileItGrows() throws IOException {
        Path file = Files.createFile(directory.resolve("out"));
        NativeOutput output = new NativeOutput(file);

        assertEquals(0, output.read().length);
        Files.write(file, new byte[100_000]);
        assertEquals(0, output.readTo(0).length);
        assertEquals(10, output.readTo(10).length);
        assertEquals(0, output.readTo(10).length);
        assertEquals(64 * 1024, output.read().length);
        assertEquals(100_000 - 10 - 64 * 1024, output.read().length);
        assertEquals(0, output.read().length);
    }
}
