package dev.simple.matrix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;

/**
 * Takes so much of the disk that as little is left as a run has for a limit. There is one at a time on the machine: what one
 * gives back would be what another has to be short of.
 */
final class DiskSqueeze implements AutoCloseable {

    /** What others may take or give back meanwhile, container engines with their images for example. */
    private static final long MARGIN = 8L << 30;

    private static final Semaphore ALONE = new Semaphore(1);

    private final FileChannel lock;
    private final Path file;
    private final long margin;
    private final long limit;

    private DiskSqueeze(FileChannel lock) throws IOException {
        this.lock = lock;
        this.file = Files.createTempFile("squeeze-", "");
        long free = file.toFile().getUsableSpace();
        this.margin = Math.min(MARGIN, free / 4);
        this.limit = free - margin;
    }

    /** Waits until there is no other. */
    static DiskSqueeze begin() throws IOException {
        ALONE.acquireUninterruptibly();
        FileChannel lock = null;
        try {
            // One of another user could not be opened.
            String name = "simple-test-squeeze-" + System.getProperty("user.name") + ".lock";
            lock = FileChannel.open(
                    Path.of(System.getProperty("java.io.tmpdir"), name),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            lock.lock();
            return new DiskSqueeze(lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            ALONE.release();
            throw e;
        }
    }

    /** In bytes. */
    long limit() {
        return limit;
    }

    /** As the plugin's setting. */
    String setting() {
        return "-Dsimple.diskLimit=" + limit / 1024 + "k";
    }

    void exceed() throws IOException {
        Process fallocate = new ProcessBuilder("fallocate", "-l", Long.toString(2 * margin), file.toString())
                .inheritIO()
                .start();
        try {
            if (fallocate.waitFor() != 0) {
                throw new AssertionError("The room could not be taken.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            Files.delete(file);
        } finally {
            ALONE.release();
        }
    }
}
