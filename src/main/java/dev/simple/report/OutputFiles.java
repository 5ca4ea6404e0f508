package dev.simple.report;

import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code <class>-output.txt}: all that was written while a class ran, byte for byte; reruns are added at the end. */
public final class OutputFiles implements RunListener {

    private final Path directory;
    private final String nameSuffix;

    /** @param nameSuffix of the files, empty for none */
    public OutputFiles(Path directory, String nameSuffix) {
        this.directory = directory;
        this.nameSuffix = nameSuffix;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof ClassFinished finished) {
            ClassResult result = finished.result();
            Path file = directory.resolve(ReportFileNames.of("", result.className(), nameSuffix, "-output.txt"));
            try {
                if (result.run() == 1) {
                    Files.deleteIfExists(file);
                }
                if (!result.output().slices().isEmpty()) {
                    Files.createDirectories(directory);
                    append(result.output(), file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + " could not be written", e);
            }
        }
    }

    private static void append(CapturedOutput output, Path file) throws IOException {
        if (output.file() == null) {
            return;
        }
        try (FileChannel from = FileChannel.open(output.file());
                FileChannel to = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (CapturedOutput.Slice slice : output.slices()) {
                copy(from, to, slice);
            }
        }
    }

    private static void copy(FileChannel from, FileChannel to, CapturedOutput.Slice slice) throws IOException {
        long position = slice.offset();
        long end = slice.offset() + slice.length();
        while (position < end) {
            long copied = from.transferTo(position, end - position, to);
            if (copied <= 0) {
                throw new IOException("the output kept aside ends before its last slice");
            }
            position += copied;
        }
    }
}
