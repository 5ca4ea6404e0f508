package dev.simple.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simple.fixtures.Waiting;
import dev.simple.matrix.ProcessScan.Seen;
import dev.simple.run.SpecProgram;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run of spec files in a JVM of its own, and all that it tells of them. */
final class SpecsInTrial implements AutoCloseable {

    private final Account account;
    private final Path directory;

    /** An argument of {@code sleep} that no other process has, for what the specs start. */
    final String token = RunInTrial.newToken();

    private List<String> launcher = List.of();
    private String fixture = "";
    private int exitCode;

    SpecsInTrial(Account account) throws IOException {
        this.account = account;
        this.directory = account.newDirectory();
        Files.createDirectory(directory.resolve("spec"));
    }

    Path directory() {
        return directory;
    }

    /** Adds a file, in which {@code TOKEN} is the token. */
    SpecsInTrial spec(String name, String... lines) throws IOException {
        Files.writeString(
                directory.resolve("spec").resolve(name),
                String.join("\n", lines).replace("TOKEN", token) + "\n");
        return this;
    }

    /** Has a test class run before the files. */
    SpecsInTrial fixture(String name) {
        fixture = name;
        return this;
    }

    /** What starts the command that follows it. */
    SpecsInTrial under(String... command) {
        launcher = List.of(command);
        return this;
    }

    /** Runs the files with the shell that gives up at once where it cannot fork. */
    SpecsInTrial run() throws IOException, InterruptedException {
        return run("sh", "{file}");
    }

    SpecsInTrial run(String... specCommand) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(launcher);
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        arguments.addAll(List.of(specCommand));
        command.addAll(account.program(
                List.of("-Djava.io.tmpdir=" + directory.resolve("tmp"), "-Dspecs.fixture=" + fixture),
                SpecProgram.class,
                arguments));
        Process runner = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        try {
            assertTrue(runner.waitFor(2, TimeUnit.MINUTES), () -> "The runner hangs: " + console());
            exitCode = runner.exitValue();
        } finally {
            runner.destroyForcibly();
        }
        assertNothingIsLeft();
        return this;
    }

    private void assertNothingIsLeft() throws IOException {
        Waiting.until(Waiting.LONG, "the end of all that the run has started", () -> seen().isEmpty());
        for (String place : List.of("tmp", "reports")) {
            try (Stream<Path> files = Files.list(directory.resolve(place))) {
                assertEquals(List.of(), files.toList(), this::console);
            } catch (NoSuchFileException e) {
                // Nothing came so far.
            }
        }
    }

    private List<Seen> seen() {
        ProcessScan scan = ProcessScan.now();
        return Stream.of(token, directory.toString())
                .flatMap(text -> scan.mentioning(text).stream())
                .toList();
    }

    int exitCode() {
        return exitCode;
    }

    /** The last megabyte of what the run printed. */
    String console() {
        try (RandomAccessFile out =
                new RandomAccessFile(directory.resolve("out").toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(out.length(), 1 << 20)];
            out.seek(out.length() - bytes.length);
            out.readFully(bytes);
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long consoleBytes() throws IOException {
        return Files.size(directory.resolve("out"));
    }

    /** The report of a spec file; empty if there is none. */
    String xml(String file) throws IOException {
        Path report = directory.resolve("surefire-reports/TEST-" + file + ".xml");
        return Files.exists(report) ? Files.readString(report) : "";
    }

    JsonNode results() throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve("simple-reports/results.json").toFile());
    }

    @Override
    public void close() throws IOException {
        Waiting.until(Waiting.LONG, "the end of what is left", () -> {
            List<Seen> left = seen();
            left.forEach(process -> Signals.tryToKill(process.pid()));
            return left.isEmpty();
        });
        Account.deleteTree(directory);
    }
}
