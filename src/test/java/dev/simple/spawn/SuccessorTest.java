package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessorTest {

    @TempDir
    private Path directory;

    @Test
    void removesTheControlGroupOfASupervisorThatWasKilledBeforeItToldOfIt() throws Exception {
        Path group = Files.createDirectory(directory.resolve("simple_0123456789abcdef"));

        Successor successor = new Successor("SIMPLE_SPAWN_0123456789abcdef", group);
        assertEquals(CleanUp.NOTHING, successor.end(List.of(), survivor -> {}));
        successor.close();

        assertFalse(Files.exists(group));
    }
}
