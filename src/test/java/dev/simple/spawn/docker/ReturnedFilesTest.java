package dev.simple.spawn.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.spawn.docker.FileArchive.Stamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnedFilesTest {

    private static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Path target;
    private final Map<Path, Stamp> sent = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());
    private ReturnedFiles returned;

    @BeforeEach
    void prepare() throws IOException {
        target = Files.createDirectory(directory.resolve("target"));
        returned = new ReturnedFiles(sent);
    }

    private void add(String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        entry.setLastModifiedTime(FileTime.from(LATER));
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8));
        tar.closeArchiveEntry();
    }

    private void addLink(String name, String linked, byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(linked);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void take() throws IOException {
        tar.close();
        returned.take(new ByteArrayInputStream(bytes.toByteArray()), target);
    }

    @Test
    void takesWhatIsNewOrChanged() throws IOException {
        Path changed = Files.writeString(target.resolve("changed"), "old");
        sent.put(changed, Stamp.of(changed));
        add("target/changed", "changed");
        add("target/a/new", "new");

        take();

        assertEquals("changed", Files.readString(changed));
        assertEquals("new", Files.readString(target.resolve("a/new")));
        assertNull(returned.problem());
    }

    @Test
    void leavesWhatWasChangedHere() throws IOException {
        Path changed = Files.writeString(target.resolve("changed"), "old");
        sent.put(changed, Stamp.of(changed));
        Files.writeString(changed, "changed here");
        Files.writeString(target.resolve("new"), "new here");
        add("target/changed", "changed there");
        add("target/new", "new there");

        take();

        assertEquals("changed here", Files.readString(changed));
        assertEquals("new here", Files.readString(target.resolve("new")));
        assertEquals(
                "What tests have written in the container engine was not copied back where something else is by now: "
                        + changed + ", " + target.resolve("new") + ".",
                returned.problem());
    }

    @Test
    void writesNothingOutside() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(target.resolve("link"), outside);
        Files.createSymbolicLink(target.resolve("dangling"), directory.resolve("made"));
        add("target/../outside/a", "a");
        add("target/link/b", "b");
        add("target/link/deep/c", "c");
        add("target/link", "d");
        add("target/dangling/e", "e");
        add("outside/f", "f");

        take();

        try (var files = Files.list(outside)) {
            assertEquals(0, files.count());
        }
        assertFalse(Files.exists(directory.resolve("made")));
        assertTrue(Files.isSymbolicLink(target.resolve("link")));
        assertTrue(String.valueOf(returned.problem()).contains(" and 3 more."), returned.problem());
    }

    @Test
    void takesNoLinks() throws IOException {
        addLink("target/soft", "/etc/passwd", TarConstants.LF_SYMLINK);
        addLink("target/hard", "etc/passwd", TarConstants.LF_LINK);

        take();

        assertFalse(Files.isSymbolicLink(target.resolve("soft")));
        assertFalse(Files.exists(target.resolve("hard")));
    }
}
