package dev.simple.report;

import dev.simple.model.CapturedOutput;
import dev.simple.model.CapturedOutput.Slice;
import dev.simple.model.OutputStreamKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A spool file as a run writes one. */
final class Spool {

    private final Path file;
    private final List<Slice> slices = new ArrayList<>();

    Spool(Path directory) throws IOException {
        file = Files.createTempFile(directory, "spool", null);
    }

    Spool out(String text) throws IOException {
        return add(OutputStreamKind.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    Spool err(String text) throws IOException {
        return add(OutputStreamKind.STDERR, text.getBytes(StandardCharsets.UTF_8));
    }

    Spool add(OutputStreamKind kind, byte[] bytes) throws IOException {
        slices.add(new Slice(kind, Files.size(file), bytes.length));
        Files.write(file, bytes, StandardOpenOption.APPEND);
        return this;
    }

    CapturedOutput captured() {
        return new CapturedOutput(file, slices);
    }
}
