package dev.simple.spawn.docker;

import dev.simple.protocol.ProtocolException;
import dev.simple.protocol.RelayFrame;
import dev.simple.protocol.RelayFrame.Kind;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The runner's end of a relay: what is written here comes from the stdout of a container, and goes to the socket that the
 * worker would be connected to, or to the file of its output. What comes from the socket is to be read for the stdin.
 */
final class AttachedChannel extends OutputStream {

    private final SocketChannel socket;
    private final OutputStream output;
    private byte[] incomplete = new byte[0];
    private boolean broken;

    AttachedChannel(Path socket, OutputStream output) throws IOException {
        this.socket = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        this.output = output;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] pending = Arrays.copyOf(incomplete, incomplete.length + length);
        System.arraycopy(bytes, offset, pending, incomplete.length, length);
        ByteArrayInputStream in = new ByteArrayInputStream(pending);
        int taken = 0;
        try {
            DataInputStream frames = new DataInputStream(in);
            RelayFrame frame = broken ? null : RelayFrame.read(frames);
            while (frame != null) {
                taken = pending.length - in.available();
                take(frame);
                frame = RelayFrame.read(frames);
            }
        } catch (ProtocolException e) {
            // Something in the image has written before the relay: who reads the output will see what.
            broken = true;
            socket.close();
        }
        incomplete = Arrays.copyOfRange(pending, taken, pending.length);
        if (broken) {
            output.write(incomplete);
            incomplete = new byte[0];
        }
    }

    private void take(RelayFrame frame) throws IOException {
        if (frame.kind() == Kind.OUTPUT) {
            output.write(frame.content());
        } else if (frame.content().length == 0) {
            socket.shutdownOutput();
        } else {
            pass(ByteBuffer.wrap(frame.content()));
        }
    }

    private void pass(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
        } catch (IOException e) {
            // The runner has closed it: it does not listen to this worker any more.
        }
    }

    /** What goes to the relay, in frames. */
    InputStream requests() {
        return new Requests();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private final class Requests extends InputStream {

        private ByteBuffer frame = ByteBuffer.allocate(0);
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            // The client's thread dies of an exception when the container has ended, which is nobody's problem.
            Thread.currentThread().setUncaughtExceptionHandler((thread, problem) -> {});
            if (!frame.hasRemaining()) {
                if (ended) {
                    return -1;
                }
                frame = ByteBuffer.wrap(new RelayFrame(Kind.CHANNEL, next()).encode());
            }
            int count = Math.min(length, frame.remaining());
            frame.get(bytes, offset, count);
            return count;
        }

        private byte[] next() {
            ByteBuffer buffer = ByteBuffer.allocate(RelayFrame.MAX_BYTES);
            try {
                ended = socket.read(buffer) < 0;
            } catch (IOException e) {
                ended = true;
            }
            return Arrays.copyOf(buffer.array(), ended ? 0 : buffer.position());
        }
    }
}
