package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfTheRunnerTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "KILL, 137, ''",
        "TERM, 143, SIGTERM",
        "INT, 130, SIGINT (Ctrl+C)",
        "HUP, 129, SIGHUP (its terminal was closed)"
    })
    void endsItsWorkersAndTellsWhy(String signal, int exitCode, String name) throws Exception {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        ProcessBuilder builder = ForkedJvm.command(
                        List.of("-Djava.io.tmpdir=" + temporary),
                        RunnerProgram.class,
                        List.of(directory.toString(), "SpinningFixture", "HangingFixture"))
                .redirectError(new File(directory.toFile(), "err"));
        // Who runs this in the background may ignore SIGINT and SIGHUP, and a child would inherit that.
        builder.command().addAll(0, List.of("env", "--default-signal=INT,HUP"));
        Process runner = builder.start();
        try (BufferedReader out = runner.inputReader()) {
            List<Long> workers = new ArrayList<>();
            int tests = 0;
            while (workers.size() < 2 || tests < 3) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("The runner ended: " + Files.readString(directory.resolve("err")));
                }
                if (line.startsWith("worker ")) {
                    workers.add(Long.valueOf(line.substring(7)));
                } else if (line.equals("test")) {
                    tests++;
                }
            }

            new ProcessBuilder("kill", "-" + signal, Long.toString(runner.pid()))
                    .start()
                    .waitFor();

            Waiting.until(
                    AT_ONCE,
                    "the end of the workers after SIG" + signal,
                    () -> workers.stream().noneMatch(Waiting::isAlive));
            Waiting.untilGone(Waiting.LONG, runner.pid());
            assertEquals(exitCode, runner.waitFor());
            Waiting.until(
                    Waiting.LONG,
                    "the end of the supervisor, which deletes the files of a dead runner",
                    () -> ProcessHandle.allProcesses()
                            .noneMatch(process ->
                                    process.info().commandLine().orElse("").contains(temporary.toString())));
            if (!signal.equals("KILL")) {
                String reason = "The run was interrupted by " + name + ".";
                assertEquals(
                        List.of("because " + reason, "finished 2"),
                        out.lines()
                                .filter(line -> line.matches("(because|finished) .*"))
                                .toList());
                String checkpoint = Files.readString(directory.resolve("checkpoint.json"));
                assertTrue(checkpoint.contains("\"" + reason + "\""), checkpoint);
            }
            assertEquals(List.of(), content(temporary));
            assertEquals(List.of(), content(directory.resolve("reports")));
        } finally {
            runner.destroyForcibly();
        }
    }

    private static List<Path> content(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }
}
