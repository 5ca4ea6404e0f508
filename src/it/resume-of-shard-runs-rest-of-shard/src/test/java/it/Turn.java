package it;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The first test passes; until the run is resumed, the others wait. */
final class Turn {

    private Turn() {}

    static void take() throws IOException, InterruptedException {
        try {
            Files.createFile(Path.of("target/first"));
        } catch (FileAlreadyExistsException e) {
            if (!Boolean.getBoolean("maven.resumed")) {
                new CountDownLatch(1).await();
            }
        }
    }
}
