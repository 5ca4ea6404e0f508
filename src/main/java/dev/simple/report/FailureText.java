package dev.simple.report;

import dev.simple.model.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a listener failed, in words for whoever reads the build's end. */
final class FailureText {

    private FailureText() {}

    /** For an I/O error, its message and the reason; anything else is our own bug, and is called one. */
    static String of(RunListener listener, Throwable failure) {
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return failure.getMessage() + ": " + reason(cause);
        }
        return "The " + listener.getClass().getSimpleName() + " failed, which is a bug in simple-maven-plugin: "
                + failure;
    }

    private static String reason(IOException failure) {
        if (!(failure instanceof FileSystemException file)) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        if (file.getReason() != null) {
            return file.getReason();
        }
        if (file instanceof AccessDeniedException) {
            return "Permission denied: " + file.getFile();
        }
        if (file instanceof FileAlreadyExistsException) {
            return file.getFile() + " is in the way and is not a directory";
        }
        return file instanceof NoSuchFileException ? "There is no " + file.getFile() : file.toString();
    }
}
