package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RightTest {

    @Test
    void runsBesideTheLeft() throws Exception {
        Files.writeString(Path.of("target/Right"), System.getProperty("surefire.forkNumber"));
        Instant end = Instant.now().plusSeconds(60);
        while (!Files.exists(Path.of("target/Left")) && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertTrue(Files.exists(Path.of("target/Left")), "the other class did not start");
    }
}
