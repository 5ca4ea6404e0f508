package it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LeakingTest {

    @Test
    void leavesAProcess() throws Exception {
        Process child = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(Path.of("target/child"), Long.toString(child.pid()));
    }
}
