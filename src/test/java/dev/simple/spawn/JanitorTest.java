package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.EndedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JanitorTest {

    private static final ProcessIdentity DEAD =
            new ProcessIdentity(ProcessHandle.current().pid(), 1);

    @TempDir
    private Path directory;

    private final ProcessTable table = new ProcessTable();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    private ProcessIdentity start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("COOKIE_OTHER", "1");
        return start(builder);
    }

    private ProcessIdentity startMarked() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put("COOKIE_A", "7");
        return start(builder);
    }

    private ProcessIdentity start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        processes.add(process);
        Waiting.until(
                Waiting.LONG,
                "the start",
                () -> table.commandLine(process.pid())
                        .startsWith(builder.command().get(0)));
        return Objects.requireNonNull(table.entry(process.pid())).identity();
    }

    private Path run(ProcessIdentity owner, ProcessIdentity... spawns) throws IOException {
        Path made = Files.createTempDirectory(directory, RunDirectory.TEMPORARY_PREFIX);
        try (RunFile file = RunFile.create(made, "COOKIE_A", owner, null)) {
            int number = 0;
            for (ProcessIdentity spawn : spawns) {
                file.starting(++number, "a\nprocess");
                file.started(number, spawn);
            }
        }
        return made;
    }

    private Janitor.Sweep sweep() {
        return new Janitor(directory).sweep();
    }

    private static List<Long> pids(Janitor.Sweep sweep) {
        return sweep.cleanUps().stream()
                .flatMap(cleanUp -> cleanUp.ended().stream())
                .map(EndedProcess::pid)
                .sorted()
                .toList();
    }

    @Test
    void endsWhatADeadRunHasRegisteredOrMarked() throws Exception {
        ProcessIdentity registered = start("sleep", "1000");
        ProcessIdentity marked = startMarked();
        ProcessIdentity lookAlike = start("sleep", "1000");
        Path run = run(DEAD, registered);

        Janitor.Sweep sweep = sweep();

        assertEquals(List.of(registered.pid(), marked.pid()).stream().sorted().toList(), pids(sweep));
        assertEquals(List.of(run), sweep.directories());
        assertEquals(List.of(), sweep.problems());
        assertFalse(Waiting.isAlive(registered.pid()));
        assertFalse(Waiting.isAlive(marked.pid()));
        assertTrue(Waiting.isAlive(lookAlike.pid()));
        assertFalse(Files.exists(run));
    }

    @Test
    void neverEndsAProcessThatHasGotTheIdOfAnEarlierOne() throws Exception {
        ProcessIdentity stranger = start("sleep", "1000");
        run(DEAD, new ProcessIdentity(stranger.pid(), stranger.start() - 1));

        assertEquals(List.of(), pids(sweep()));
        assertTrue(Waiting.isAlive(stranger.pid()));
    }

    @Test
    void leavesARunAloneWhoseOwnerLives() throws Exception {
        ProcessIdentity spawn = startMarked();
        Path run = run(table.self(), spawn);

        assertEquals(new Janitor.Sweep(List.of(), List.of(), List.of()), sweep());
        assertTrue(Waiting.isAlive(spawn.pid()));
        assertTrue(Files.exists(run));
    }

    @Test
    void leavesARunOfAnotherContainerAlone() throws Exception {
        ProcessIdentity spawn = startMarked();
        Path file = run(DEAD, spawn).resolve(RunFile.NAME);
        Files.writeString(file, Files.readString(file).replace("namespace pid:[", "namespace pid:[1"));

        assertEquals(new Janitor.Sweep(List.of(), List.of(), List.of()), sweep());
        assertTrue(Waiting.isAlive(spawn.pid()));
    }

    @Test
    void deletesOnlyTheFilesOfARunBeforeTheMachineWasBooted() throws Exception {
        ProcessIdentity spawn = startMarked();
        Path run = run(DEAD, spawn);
        Path file = run.resolve(RunFile.NAME);
        Files.writeString(file, Files.readString(file).replaceFirst("boot .*", "boot other"));

        assertEquals(List.of(run), sweep().directories());
        assertTrue(Waiting.isAlive(spawn.pid()));
    }

    @Test
    void deletesTheOtherDirectoriesOfARunButNothingElse() throws Exception {
        Path large = Files.createDirectories(directory.resolve("target/run-1"));
        Files.writeString(large.resolve("worker-1.out"), "text");
        Path project = Files.createDirectories(directory.resolve("target/classes"));
        Path run = run(DEAD);
        Files.writeString(
                run.resolve(RunFile.NAME),
                Files.readString(run.resolve(RunFile.NAME)) + "directory " + large + "\ndirectory " + project + "\n");

        assertEquals(List.of(large, run), sweep().directories());
        assertTrue(Files.exists(project));
    }

    @Test
    void understandsAFileWhoseLastLineIsHalfWritten() throws Exception {
        ProcessIdentity spawn = start("sleep", "1000");
        Path file = run(DEAD, spawn).resolve(RunFile.NAME);
        Files.writeString(file, Files.readString(file) + "spawn 2 12");

        assertEquals(List.of(spawn.pid()), pids(sweep()));
    }

    @Test
    void skipsALineThatWasHalfWrittenOnAFullDisk() throws Exception {
        ProcessIdentity spawn = start("sleep", "1000");
        Path file = run(DEAD).resolve(RunFile.NAME);
        Files.writeString(
                file, Files.readString(file) + "spawn 3 12\nspawn 4 " + spawn.pid() + " " + spawn.start() + "\n");

        assertEquals(List.of(spawn.pid()), pids(sweep()));
    }

    @Test
    void leavesARunAloneThatIsJustBeingStarted() throws Exception {
        Path run = Files.createDirectory(directory.resolve("simple-new"));
        Files.createFile(run.resolve(RunFile.NAME));

        assertEquals(new Janitor.Sweep(List.of(), List.of(), List.of()), sweep());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simple-run 9 | it begins with \"simple-run 9\" instead of \"simple-run 1\"",
                "simple-run 1 | it does not say whose it is"
            })
    void tellsWhichFileItCannotRead(String content, String reason) throws Exception {
        Path file = Files.createDirectory(directory.resolve("simple-other")).resolve(RunFile.NAME);
        Files.writeString(file, content + "\n");

        assertEquals(
                List.of("The run file " + file + " cannot be read: " + reason
                        + ". If no run uses it, delete its directory."),
                sweep().problems());
        assertTrue(Files.exists(file));
    }
}
