package dev.simple.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.simple.model.RunEnd;
import dev.simple.model.RunIdentity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** The file of a checkpoint, which is either whole or the one from before. {@code doc/checkpoint.md} describes it. */
public final class CheckpointFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Writes a file's content. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path path;

    public CheckpointFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Reads it.
     *
     * @throws UnreadableCheckpointException if that cannot be done; the message says why, without the name of the file
     */
    public Checkpoint read() throws UnreadableCheckpointException {
        JsonNode root;
        try {
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length == 0) {
                throw new UnreadableCheckpointException("it is empty");
            }
            root = JSON.readTree(bytes);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UnreadableCheckpointException("it is damaged: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableCheckpointException("it cannot be read: " + e);
        }
        if (!root.path("schema").isInt()) {
            throw new UnreadableCheckpointException("it is not a checkpoint");
        }
        int schema = root.path("schema").asInt();
        if (schema != Checkpoint.SCHEMA) {
            throw new UnreadableCheckpointException(
                    "it has schema " + schema + ", and this version of the plugin knows " + Checkpoint.SCHEMA
                            + "; use the version that wrote it");
        }
        try {
            return checkpoint(root);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new UnreadableCheckpointException("it is damaged: " + e.getMessage());
        }
    }

    private static Checkpoint checkpoint(JsonNode root) {
        String status = ResultJson.text(root, "status");
        return new Checkpoint(
                new RunIdentity(
                        ResultJson.text(root, "run"),
                        ResultJson.text(root, "build"),
                        ResultJson.text(root, "module"),
                        ResultJson.nullableText(root, "test"),
                        ResultJson.nullableText(root, "execution")),
                status.equals("running") ? null : ResultJson.constant(RunEnd.class, status),
                Instant.parse(ResultJson.text(root, "startedAt")),
                ResultJson.number(root, "units"),
                ResultJson.earlier(root));
    }

    /** Replaces it; what was there before stays if that fails, for want of room for example. */
    void write(Content content) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                            unfinished,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(unfinished);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException undeleted) {
                e.addSuppressed(undeleted);
            }
            throw e;
        }
    }

    private void move(Path unfinished) throws IOException {
        try {
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes it if it is there. */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
