package dev.simple.checkpoint;

import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.OutputReceived;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * {@code events.ndjson}: one line an event, handed to the operating system before the next event is looked at, so that
 * it outlives whatever kills this process. It replaces the log of the run before. {@code doc/events.md} describes it.
 */
public final class EventLog implements RunListener {

    public static final String NAME = "events.ndjson";
    static final int VERSION = 1;

    private final Path file;
    private @Nullable RunEvent first;
    private @Nullable OutputStream out;
    private boolean lineBroken;

    /** @param directory the plugin's own; it is created with the first event */
    public EventLog(Path directory) {
        file = directory.resolve(NAME);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof OutputReceived) {
            return;
        }
        try {
            if (first == null) {
                first = event;
            }
            if (out == null) {
                out = open(EventJson.of(first));
            }
            if (event != first) {
                write(out, EventJson.of(event));
            }
            if (event instanceof RunFinished) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    // The first event has the results that this run continues: until it is on the disk, the log of the run before
    // stays.
    private OutputStream open(byte[] firstLine) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.createDirectories(file.toAbsolutePath().getParent());
        OutputStream log = Files.newOutputStream(unfinished);
        try {
            log.write(
                    ("{\"format\":\"simple-events\",\"version\":" + VERSION + "}\n").getBytes(StandardCharsets.UTF_8));
            write(log, firstLine);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return log;
        } catch (IOException e) {
            log.close();
            Files.deleteIfExists(unfinished);
            lineBroken = false;
            throw e;
        }
    }

    // A write that failed may have left half a line; the next one must not be lost with it.
    private void write(OutputStream log, byte[] json) throws IOException {
        int start = lineBroken ? 1 : 0;
        byte[] line = new byte[start + json.length + 1];
        line[0] = '\n';
        System.arraycopy(json, 0, line, start, json.length);
        line[line.length - 1] = '\n';
        lineBroken = true;
        log.write(line);
        lineBroken = false;
    }
}
