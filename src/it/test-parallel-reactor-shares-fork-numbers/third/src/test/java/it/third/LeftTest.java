package it.third;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LeftTest {

    /** Fails if another test holds the same fork number, in whatever module. */
    @Test
    void ownsItsForkNumber() throws Exception {
        Path number = Path.of("../target", System.getProperty("surefire.forkNumber"));
        Files.createDirectories(number.getParent());
        Files.createFile(number);
        Thread.sleep(300);
        Files.delete(number);
    }
}
