package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.config.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestListTest {

    private static final TestList LIST = new TestList(
            List.of("p.B", "p.A", "one_spec.sh"),
            Map.of("p.A", Duration.ofSeconds(5), "p.B", Duration.ofSeconds(70)),
            Map.of("p.A", Profiles.BUILT_IN.require("slow", "a test")));

    @Test
    void saysHowLongEachTakesAndItsProfile() {
        RecordingLog log = new RecordingLog();

        LIST.print(log);

        assertEquals(
                List.of(
                        "INFO p.B  (about 1 min 10 s)",
                        "INFO p.A  (about 5 s, profile slow)",
                        "INFO one_spec.sh",
                        "INFO 3 test classes and spec files, about 1 min 15 s in all, without 1 that are new."),
                log.lines);
    }

    @Test
    void writesTheNamesIntoAFile(@TempDir Path directory) throws IOException {
        LIST.write(directory.resolve("sub/tests.txt"));

        assertEquals(List.of("p.B", "p.A", "one_spec.sh"), Files.readAllLines(directory.resolve("sub/tests.txt")));
    }
}
