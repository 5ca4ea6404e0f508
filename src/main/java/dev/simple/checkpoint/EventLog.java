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
import org.jspecify.annotations.Nullable;

/**
 * {@code events.ndjson}: one line an event, handed to the operating system before the next event is looked at, so that
 * it outlives whatever kills this process. It replaces the log of the run before. {@code doc/events.md} describes it.
 */
public final class EventLog implements RunListener {

    public static final String NAME = "events.ndjson";
    static final int VERSION = 1;

    private final Path file;
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
            OutputStream log = out == null ? open() : out;
            write(log, EventJson.of(event));
            if (event instanceof RunFinished) {
                log.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    // Only a log with its first line is kept open: without it nobody could read the others.
    private OutputStream open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        OutputStream log = Files.newOutputStream(file);
        try {
            log.write(
                    ("{\"format\":\"simple-events\",\"version\":" + VERSION + "}\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.close();
            throw e;
        }
        out = log;
        return log;
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
