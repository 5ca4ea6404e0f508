package dev.simple.worker;

import dev.simple.protocol.Frames;
import dev.simple.protocol.Greeting;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The worker's end of the channel. Any thread may send; one thread receives.
 *
 * <p>The socket does not block: a blocking channel is closed for good when a thread that was interrupted uses it, and
 * tests interrupt threads.
 */
final class RunnerChannel {

    private static final long END_POLL_NANOS = 20_000_000;

    private final SocketChannel socket;
    private final Selector writable;
    private final DataInputStream in;
    private @Nullable ByteBuffer unsent;

    private RunnerChannel(SocketChannel socket, Selector readable, Selector writable) {
        this.socket = socket;
        this.writable = writable;
        this.in = new DataInputStream(new BufferedInputStream(new SelectedInputStream(socket, readable)));
    }

    static RunnerChannel connect(Path path, int worker) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        socket.connect(UnixDomainSocketAddress.of(path));
        socket.configureBlocking(false);
        Selector readable = Selector.open();
        socket.register(readable, SelectionKey.OP_READ);
        Selector writable = Selector.open();
        socket.register(writable, SelectionKey.OP_WRITE);
        RunnerChannel channel = new RunnerChannel(socket, readable, writable);
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        new Greeting(worker).writeTo(new DataOutputStream(greeting));
        channel.write(greeting.toByteArray());
        return channel;
    }

    /** Returns when the operating system has the message, so that it survives the death of this JVM. */
    void send(WorkerMessage message) {
        try {
            write(Frames.encode(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message, or null when the runner is gone. */
    @Nullable
    RunnerMessage receive() throws IOException {
        return Frames.read(in, RunnerMessage::read);
    }

    /**
     * Returns when the runner is gone; reads nothing any more. It sleeps between looks: a JVM that exits waits 300 ms
     * for a thread that is in native code, as in a select (HotSpot's {@code wait_for_threads_in_native_to_block}).
     */
    void awaitEnd() throws IOException {
        ByteBuffer ignored = ByteBuffer.allocate(256);
        while (socket.read(ignored.clear()) >= 0) {
            LockSupport.parkNanos(END_POLL_NANOS);
        }
    }

    private synchronized void write(byte[] frame) throws IOException {
        boolean interrupted = false;
        try {
            // A StackOverflowError in a test's deep recursion can end a write half way.
            if (unsent != null) {
                interrupted = drain(unsent);
            }
            unsent = ByteBuffer.wrap(frame);
            interrupted |= drain(unsent);
            unsent = null;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean drain(ByteBuffer buffer) throws IOException {
        boolean interrupted = false;
        while (buffer.hasRemaining()) {
            if (socket.write(buffer) == 0) {
                // An interrupted thread does not wait in select.
                interrupted |= Thread.interrupted();
                writable.select(1_000);
                writable.selectedKeys().clear();
            }
        }
        return interrupted;
    }

    private static final class SelectedInputStream extends InputStream {

        private final SocketChannel socket;
        private final Selector readable;

        SelectedInputStream(SocketChannel socket, Selector readable) {
            this.socket = socket;
            this.readable = readable;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (true) {
                int read = socket.read(ByteBuffer.wrap(bytes, offset, length));
                if (read != 0) {
                    return read;
                }
                readable.select();
                readable.selectedKeys().clear();
            }
        }
    }
}
