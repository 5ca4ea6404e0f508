package it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ThreeTest {

    @Test
    void tellsItsWorker() throws Exception {
        String worker = System.getProperty("surefire.forkNumber") + " " + ProcessHandle.current().pid();
        Files.writeString(Path.of("target/Three"), worker);
    }
}
