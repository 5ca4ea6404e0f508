package dev.simple.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test or a class wrote, as slices of a spool file: output can be larger than memory. The file exists until the
 * listeners have seen the {@link RunEvent.ClassFinished} that it belongs to.
 *
 * @param file the spool file, null where nothing was written
 * @param slices in the order of writing
 */
public record CapturedOutput(@Nullable Path file, List<Slice> slices) {

    public static final CapturedOutput NONE = new CapturedOutput(null, List.of());

    /** Consecutive bytes of one stream. Offset and length are in bytes. */
    public record Slice(OutputStreamKind kind, long offset, long length) {}

    public CapturedOutput {
        slices = List.copyOf(slices);
    }

    /** The number of bytes written to one stream. */
    public long size(OutputStreamKind kind) {
        return slices.stream()
                .filter(slice -> slice.kind() == kind)
                .mapToLong(Slice::length)
                .sum();
    }

    /**
     * Copies the first bytes of one stream.
     *
     * @param limit at most this many bytes are copied
     */
    public void copyTo(OutputStream target, OutputStreamKind kind, long limit) throws IOException {
        if (file == null) {
            return;
        }
        try (RandomAccessFile spool = new RandomAccessFile(file.toFile(), "r")) {
            byte[] buffer = new byte[8192];
            long left = limit;
            for (Slice slice : slices) {
                if (slice.kind() != kind) {
                    continue;
                }
                spool.seek(slice.offset());
                long wanted = Math.min(left, slice.length());
                left -= wanted;
                while (wanted > 0) {
                    int read = spool.read(buffer, 0, (int) Math.min(buffer.length, wanted));
                    if (read < 0) {
                        throw new EOFException(file + " ends before its last slice");
                    }
                    target.write(buffer, 0, read);
                    wanted -= read;
                }
            }
        }
    }
}
