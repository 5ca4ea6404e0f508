package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedArchiveTest {

    @TempDir
    private Path directory;

    @Test
    void isMadeOfWhatTheFirstWorkerLoadsAndUsedByLaterOnes() throws Exception {
        Path jar = directory.resolve("worker.jar");
        ProgramJar.write(jar, List.of("dev.simple.protocol", "dev.simple.worker"));
        try (SpawnTracker tracker = SpawnTracker.open()) {
            SharedArchive archive = new SharedArchive(tracker, ForkedJvm.executable(), List.of(jar), true, directory);
            List<String> first = archive.arguments();
            assertTrue(first.get(0).startsWith("-XX:DumpLoadedClassList="), first::toString);
            assertEquals(List.of(), archive.arguments(), "The second worker neither records nor shares.");

            run(first, jar);
            assertTrue(Files.readString(directory.resolve("classes.lst")).contains("dev/simple/worker/WorkerMain"));
            archive.workerExited();

            Waiting.until(
                    Waiting.LONG, "the archive", () -> !archive.arguments().isEmpty());
            List<String> sharing = new ArrayList<>(archive.arguments());
            sharing.add("-Xshare:on");
            sharing.add("-Xlog:class+load:file=" + directory.resolve("loaded"));
            run(sharing, jar);
            assertTrue(Files.readString(directory.resolve("loaded"))
                    .lines()
                    .anyMatch(line -> line.contains("dev.simple.worker.WorkerMain source: shared")));
        }
    }

    /** The worker complains of its missing arguments, which is enough to be loaded. */
    private void run(List<String> arguments, Path jar) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ForkedJvm.executable().toString());
        command.addAll(arguments);
        command.addAll(List.of("-classpath", jar.toString(), "dev.simple.worker.WorkerMain"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertEquals(1, process.waitFor(), () -> command.toString());
        assertTrue(Files.readString(directory.resolve("out")).contains("Expected socket"));
    }
}
