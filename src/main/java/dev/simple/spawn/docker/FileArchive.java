package dev.simple.spawn.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** A stream of files with their owners, permissions and times, under the paths that they have on this machine. */
final class FileArchive implements AutoCloseable {

    private static final int PERMISSIONS = 0777;
    private static final int CHUNK_BYTES = 1 << 16;

    /**
     * By what a file is known to be the same.
     *
     * @param seconds of its last change, since the epoch
     */
    record Stamp(long size, long seconds) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(
                    Files.size(file),
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.SECONDS));
        }
    }

    private final TarArchiveOutputStream tar;

    FileArchive(OutputStream stream) {
        tar = new TarArchiveOutputStream(stream, UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** @param allowed permissions besides those that it has */
    void addDirectory(Path directory, int allowed) throws IOException {
        TarArchiveEntry entry = entry(directory, directory + "/", TarConstants.LF_DIR);
        entry.setMode(entry.getMode() | allowed);
        put(entry);
    }

    void addLink(Path link) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(link.toString(), TarConstants.LF_SYMLINK);
        entry.setLinkName(Files.readSymbolicLink(link).toString());
        put(entry);
    }

    /**
     * Adds a file, or what a link points to, as it is now.
     *
     * @return what was added; of a file that is gone or may not be read, which it may in no container either, null
     */
    @Nullable
    Stamp addFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TarArchiveEntry entry = entry(file, file.toString(), TarConstants.LF_NORMAL);
            entry.setSize(Files.size(file));
            tar.putArchiveEntry(entry);
            copy(in, entry.getSize());
            tar.closeArchiveEntry();
            return new Stamp(entry.getSize(), entry.getLastModifiedTime().to(TimeUnit.SECONDS));
        } catch (NoSuchFileException | AccessDeniedException e) {
            return null;
        }
    }

    /** The size was announced: a file that grows is cut, and one that shrinks is filled up. */
    private void copy(InputStream in, long size) throws IOException {
        byte[] buffer = new byte[CHUNK_BYTES];
        for (long left = size; left > 0; ) {
            int wanted = (int) Math.min(left, buffer.length);
            int count = in.readNBytes(buffer, 0, wanted);
            if (count < wanted) {
                Arrays.fill(buffer, count, wanted, (byte) 0);
            }
            tar.write(buffer, 0, wanted);
            left -= wanted;
        }
    }

    private static TarArchiveEntry entry(Path path, String name, byte type) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid");
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setMode(number(attributes, "mode") & PERMISSIONS);
        entry.setUserId(number(attributes, "uid"));
        entry.setGroupId(number(attributes, "gid"));
        // Fractions of seconds would take a block more for each file.
        entry.setLastModifiedTime(
                FileTime.from(Files.getLastModifiedTime(path).to(TimeUnit.SECONDS), TimeUnit.SECONDS));
        return entry;
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (int) Objects.requireNonNull(attributes.get(name), name);
    }

    private void put(TarArchiveEntry entry) throws IOException {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
