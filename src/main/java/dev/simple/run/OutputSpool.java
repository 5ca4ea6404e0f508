package dev.simple.run;

import dev.simple.model.CapturedOutput;
import dev.simple.model.CapturedOutput.Slice;
import dev.simple.model.OutputStreamKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file that takes what one class writes. It is created with the first byte and deleted when it is closed. */
final class OutputSpool implements AutoCloseable {

    /** The slices of one test or of the whole class. Neighbours of one stream are one slice. */
    static final class Slices {

        /** Beyond this many, which stream something was written to is given up, so that memory does not grow. */
        private static final int MAX_SLICES = 50_000;

        private final List<Slice> slices = new ArrayList<>();

        void add(Slice slice) {
            int last = slices.size() - 1;
            if (last >= 0) {
                Slice before = slices.get(last);
                boolean mergeable = before.kind() == slice.kind() || slices.size() >= MAX_SLICES;
                if (mergeable && before.offset() + before.length() == slice.offset()) {
                    slices.set(last, new Slice(before.kind(), before.offset(), before.length() + slice.length()));
                    return;
                }
            }
            slices.add(slice);
        }

        void addAll(Slices others) {
            others.slices.forEach(this::add);
        }

        void clear() {
            slices.clear();
        }
    }

    private final Path file;
    private @Nullable FileChannel channel;
    private long length;

    OutputSpool(Path file) {
        this.file = file;
    }

    Slice append(OutputStreamKind kind, byte[] bytes) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, length + buffer.position());
        }
        Slice slice = new Slice(kind, length, bytes.length);
        length += bytes.length;
        return slice;
    }

    CapturedOutput captured(Slices slices) {
        return slices.slices.isEmpty() ? CapturedOutput.NONE : new CapturedOutput(file, slices.slices);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
