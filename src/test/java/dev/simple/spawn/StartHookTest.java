package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.HeldJava;
import dev.simple.fixtures.Waiting;
import dev.simple.run.RunnerProgram;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JVM is shut down whose supervisor is still starting. */
@DisabledOnOs(OS.WINDOWS)
class StartHookTest {

    @TempDir
    private Path directory;

    private Path temporary;
    private HeldJava java;
    private @Nullable Process runner;

    @BeforeEach
    void prepare() throws Exception {
        temporary = Files.createDirectory(directory.resolve("tmp"));
        java = new HeldJava(directory.resolve("java"));
    }

    @AfterEach
    void endProcesses() {
        if (runner != null) {
            runner.destroyForcibly();
        }
        java.end();
    }

    private Process start(Class<?> program, String... arguments) throws IOException {
        ProcessBuilder builder = ForkedJvm.command(
                        List.of("-Djava.io.tmpdir=" + temporary, "-Drunner.javaHome=" + java.home()),
                        program,
                        List.of(arguments))
                .redirectError(new File(directory.toFile(), "err"));
        // Who runs this in the background may ignore SIGINT and SIGHUP, and a child would inherit that.
        builder.command().addAll(0, List.of("env", "--default-signal=INT,HUP"));
        Process started = builder.start();
        runner = started;
        return started;
    }

    private static List<String> content(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** From a terminal, others get it too, and SIGTERM is for the runner alone. */
    private void signal(String signal, Process started) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(started.pid())));
        ProcessHandle held = java.held();
        if (!signal.equals("TERM")) {
            command.add(Long.toString(held.pid()));
        }
        new ProcessBuilder(command).start().waitFor();
        Waiting.untilGone(Waiting.LONG, started.pid());
        Waiting.untilGone(Waiting.LONG, held.pid());
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void leavesNothingOfATracker(String signal, int exitCode) throws Exception {
        Process started = start(OpeningProgram.class, java.home().toString());
        try (BufferedReader out = started.inputReader()) {
            assertEquals("opened", out.readLine());

            signal(signal, started);
        }

        assertEquals(exitCode, started.waitFor());
        assertEquals(List.of(), content(temporary));
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143, SIGTERM", "INT, 130, SIGINT (Ctrl+C)", "HUP, 129, SIGHUP (its terminal was closed)"})
    void leavesNothingOfARunAndIsItsReason(String signal, int exitCode, String name) throws Exception {
        Path reports = Files.createDirectory(directory.resolve("reports"));
        Process started = start(RunnerProgram.class, directory.toString(), "FirstFixture");
        try (BufferedReader out = started.inputReader()) {
            // It is about to wait for the supervisor.
            Waiting.until(Waiting.LONG, "a directory of the run", () -> {
                try {
                    return !content(reports).isEmpty();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            signal(signal, started);

            assertEquals(
                    List.of("because The run was interrupted by " + name + ".", "finished 1"),
                    out.lines()
                            .filter(line -> line.matches("(because|finished) .*"))
                            .toList());
        }
        assertEquals(exitCode, started.waitFor());
        assertEquals(List.of(), content(temporary));
        assertEquals(List.of(), content(reports));
    }
}
