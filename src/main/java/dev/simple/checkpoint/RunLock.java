package dev.simple.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.config.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two runs from writing the same files at once. The operating system ends it with the JVM, however that ends. */
public final class RunLock implements AutoCloseable {

    static final String NAME = "run.lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a directory.
     *
     * @param directory the plugin's own; it is created
     * @throws ConfigurationException if another run has it
     * @throws IOException if the file cannot be written
     */
    public static RunLock acquire(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        FileChannel channel;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e, e);
        }
        if (isTaken(channel)) {
            channel.close();
            throw new ConfigurationException("Another run of this module is under way" + owner(file)
                    + ": both would write into " + directory + ". Wait for its end, or end it.");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
        return new RunLock(channel);
    }

    /** Takes the lock; where the file system has none, there is nobody to tell. */
    private static boolean isTaken(FileChannel channel) {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String owner(Path file) {
        try {
            return ", by process "
                    + Long.parseLong(Files.readString(file, UTF_8).strip());
        } catch (IOException | NumberFormatException e) {
            return "";
        }
    }

    /** Leaves the file: deleting it could take it from a run that has just opened it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
