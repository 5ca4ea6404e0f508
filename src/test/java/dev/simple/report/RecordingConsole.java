package dev.simple.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console as Maven's is, level prefixes included, whose bytes can be looked at. */
final class RecordingConsole implements Console {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final boolean colour;

    RecordingConsole(boolean colour) {
        this.colour = colour;
    }

    @Override
    public void info(String message) {
        line("1;34", "INFO", message);
    }

    @Override
    public void warn(String message) {
        line("1;33", "WARNING", message);
    }

    @Override
    public void error(String message) {
        line("1;31", "ERROR", message);
    }

    @Override
    public PrintStream out() {
        return stream;
    }

    @Override
    public PrintStream err() {
        return stream;
    }

    @Override
    public PrintStream terminal() {
        return stream;
    }

    private void line(String code, String level, String message) {
        String prefix = colour ? "\u001b[" + code + "m" + level + "\u001b[m" : level;
        stream.print("[" + prefix + "] " + message + "\n");
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What has come since the last call. */
    String next() {
        String text = text();
        bytes.reset();
        return text;
    }
}
