package dev.simple.matrix;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes room on the disk, without writing to it, so that less is left than a limit wants.
 *
 * @param limit bytes that are to be left, which is a little less than what is free
 * @param file which takes twice as much as that little
 */
record DiskSqueeze(long limit, Path file) {

    /** What others may take or give back meanwhile. */
    private static final long MARGIN = 1L << 30;

    static DiskSqueeze in(Path directory) {
        long free = directory.toFile().getUsableSpace();
        return new DiskSqueeze(free - margin(free), directory.resolve("large"));
    }

    private static long margin(long free) {
        return Math.min(MARGIN, free / 4);
    }

    /** As the plugin's setting. */
    String setting() {
        return "-Dsimple.diskLimit=" + limit / 1024 + "k";
    }

    void exceed() throws IOException {
        long free = file.getParent().toFile().getUsableSpace();
        Process fallocate = new ProcessBuilder("fallocate", "-l", Long.toString(2 * margin(free)), file.toString())
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
}
