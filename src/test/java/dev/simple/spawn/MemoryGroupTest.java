package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.supervisor.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Control groups of version 1 that are really made, where this user may. */
@EnabledOnOs(OS.LINUX)
class MemoryGroupTest {

    private static final SpawnLimits LIMITED = new SpawnLimits(Duration.ZERO, Duration.ZERO, 64L << 20, 0);

    @TempDir
    private Path directory;

    private Path own = Path.of("");

    @BeforeEach
    void findOwnGroup() throws IOException {
        own = Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                .filter(line -> line.contains(":memory:/"))
                .map(line -> Path.of("/sys/fs/cgroup/memory/" + line.substring(line.indexOf(":memory:/") + 9)))
                .findFirst()
                .orElse(Path.of("/nowhere"));
        assumeTrue(Files.isWritable(own), "no control groups of version 1 that this user may make");
    }

    private SpawnCommand shell(String script) {
        return new SpawnCommand(
                "a shell",
                List.of("sh", "-c", script),
                directory,
                Map.of(),
                directory.resolve("out"),
                directory.resolve("err"));
    }

    private List<Path> groups(long supervisor) throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.getFileName().toString().startsWith("simple-" + supervisor + "-"))
                    .toList();
        }
    }

    private static long supervisor(Spawn spawn) {
        return ProcessHandle.of(spawn.pid())
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElseThrow();
    }

    @Test
    void hasWhatASpawnStartsInItsFirstMoment() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn spawn = tracker.spawn(shell("cat /proc/self/cgroup & echo $PPID; wait; sleep 1000"), LIMITED);
            Waiting.until(
                    Waiting.LONG,
                    "the group of a grandchild",
                    () -> read(spawn.stdout()).contains(":memory:"));

            long supervisor = supervisor(spawn);
            assertTrue(
                    read(spawn.stdout())
                            .lines()
                            .anyMatch(line -> line.matches(".*:memory:.*/simple-" + supervisor + "-\\d+-1")),
                    () -> read(spawn.stdout()));
            assertEquals(1, groups(supervisor).size());
            assertEquals(
                    "67108864",
                    Files.readString(groups(supervisor).get(0).resolve("memory.limit_in_bytes"))
                            .strip());
            assertFalse(Files.readAllLines(groups(supervisor).get(0).resolve("cgroup.procs"))
                    .contains(Long.toString(supervisor)));

            tracker.untrack(spawn).join();

            assertEquals(List.of(), groups(supervisor));
        }
    }

    @Test
    void isNotMadeWithoutALimitOrWithoutTheLayer() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open();
                SpawnTracker weakened = SpawnTracker.open(Set.of(Layer.CGROUP), Duration.ofSeconds(30))) {
            Spawn unlimited = tracker.spawn(shell("sleep 1000"), SpawnLimits.DEFAULT);
            Spawn limited = weakened.spawn(shell("sleep 1000"), LIMITED);

            assertEquals(List.of(), groups(supervisor(unlimited)));
            assertEquals(List.of(), groups(supervisor(limited)));
        }
    }

    @Test
    void isGoneWhenNothingCouldBeStartedAndTheSystemsWordsStay() throws Exception {
        try (SpawnTracker tracker = SpawnTracker.open()) {
            Spawn other = tracker.spawn(shell("sleep 1000"), SpawnLimits.DEFAULT);
            SpawnCommand missing = new SpawnCommand(
                    "nothing",
                    List.of("/no/such/program"),
                    directory,
                    Map.of(),
                    directory.resolve("out"),
                    directory.resolve("err"));

            IOException refusal = assertThrows(IOException.class, () -> tracker.spawn(missing, LIMITED));

            assertTrue(String.valueOf(refusal.getMessage()).contains("No such file"), refusal::toString);
            assertEquals(List.of(), groups(supervisor(other)));
        }
    }

    @Test
    void isRemovedByALaterRunIfItsOwnWasKilled() throws Exception {
        Process dead = ForkedJvm.command(List.of("-version"), MemoryGroupTest.class, List.of())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        dead.waitFor();
        Path left = Files.createDirectory(own.resolve("simple-" + dead.pid() + "-1-1"));
        try (SpawnTracker tracker = SpawnTracker.open()) {
            tracker.spawn(shell("sleep 1000"), LIMITED);

            assertFalse(Files.exists(left));
        } finally {
            Files.deleteIfExists(left);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
