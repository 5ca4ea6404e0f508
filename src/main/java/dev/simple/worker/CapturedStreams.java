package dev.simple.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.protocol.WorkerMessage.Output;
import dev.simple.worker.RunningTests.Running;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code System.out} and {@code System.err}, so that each line comes with the test that printed it. What
 * reaches the process's own streams past it, from native code and child processes, the runner collects.
 */
final class CapturedStreams extends OutputStream {

    private static final int CHUNK_BYTES = 64 * 1024;

    /** In characters; a longer one is not copied as a whole. */
    private static final int LONG_LINE = 4096;

    private final RunnerChannel channel;
    private final RunningTests running;
    private final boolean stderr;

    private CapturedStreams(RunnerChannel channel, RunningTests running, boolean stderr) {
        this.channel = channel;
        this.running = running;
        this.stderr = stderr;
    }

    static void install(RunnerChannel channel, RunningTests running) {
        System.setOut(new Unclosable(new CapturedStreams(channel, running, false)));
        System.setErr(new Unclosable(new CapturedStreams(channel, running, true)));
    }

    /** A test that closes it must not silence those after it. */
    private static final class Unclosable extends PrintStream {

        Unclosable(OutputStream target) {
            super(target, true, UTF_8);
        }

        /** At once with its end, which the JDK writes separately where a stream is of a class of its own. */
        @Override
        public void println(@Nullable String line) {
            String text = String.valueOf(line);
            if (text.length() > LONG_LINE) {
                super.println(text);
            } else {
                print(text.concat(System.lineSeparator()));
            }
        }

        @Override
        public void println(@Nullable Object line) {
            println(String.valueOf(line));
        }

        @Override
        public void close() {
            flush();
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Running current = running.current();
        for (int from = offset; from < offset + length; from += CHUNK_BYTES) {
            int to = Math.min(from + CHUNK_BYTES, offset + length);
            channel.send(new Output(
                    stderr,
                    current == null ? 0 : current.number(),
                    current == null ? null : current.className(),
                    Arrays.copyOfRange(bytes, from, to)));
        }
    }
}
