package dev.simple.spawn.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.spawn.docker.FileArchive.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes back files that tests have written in a container engine. What they did not change stays as it is here, and so does
 * what was changed here in the meantime. Nothing is written outside of the directory that it is taken for, whatever the tests
 * have made of theirs.
 */
final class ReturnedFiles {

    private static final int NAMED = 3;

    private final Map<Path, Stamp> sent;
    private final Set<Path> refused = new TreeSet<>();

    /** @param sent what the tests have been given */
    ReturnedFiles(Map<Path, Stamp> sent) {
        this.sent = sent;
    }

    /** Takes what is in an archive of a directory, whose names begin with its own. */
    void take(InputStream stream, Path directory) throws IOException {
        Path root = directory.toRealPath();
        TarArchiveInputStream archive = new TarArchiveInputStream(stream, UTF_8.name());
        TarArchiveEntry entry = archive.getNextEntry();
        while (entry != null) {
            Path path = directory.resolveSibling(entry.getName()).normalize();
            if (entry.isFile() && !entry.isLink() && isNew(path, entry)) {
                if (path.startsWith(directory) && makeDirectory(path.getParent(), root) && isUnchangedHere(path)) {
                    write(archive, entry, path);
                } else {
                    refused.add(path);
                }
            }
            entry = archive.getNextEntry();
        }
    }

    private boolean isNew(Path path, TarArchiveEntry entry) {
        return !new Stamp(entry.getSize(), entry.getLastModifiedTime().to(TimeUnit.SECONDS)).equals(sent.get(path));
    }

    /** Through a link that is here, files could get to anywhere. */
    private static boolean makeDirectory(@Nullable Path parent, Path root) throws IOException {
        if (parent == null || (Files.exists(parent, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(parent))) {
            return false;
        }
        Path existing = parent;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !existing.toRealPath().startsWith(root)) {
            return false;
        }
        Files.createDirectories(parent);
        return true;
    }

    private boolean isUnchangedHere(Path path) throws IOException {
        Stamp given = sent.get(path);
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && Stamp.of(path).equals(given)
                : given == null;
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path path) throws IOException {
        Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            // From the owner's to read down to that of others to execute.
            if ((entry.getMode() & (1 << (all.length - 1 - i))) != 0) {
                permissions.add(all[i]);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
        Files.setLastModifiedTime(path, entry.getLastModifiedTime());
    }

    /** In a sentence, null if there is none. */
    @Nullable
    String problem() {
        if (refused.isEmpty()) {
            return null;
        }
        return "What tests have written in the container engine was not copied back where something else is by now: "
                + String.join(
                        ", ", refused.stream().limit(NAMED).map(Path::toString).toList())
                + (refused.size() > NAMED ? " and " + (refused.size() - NAMED) + " more." : ".");
    }
}
