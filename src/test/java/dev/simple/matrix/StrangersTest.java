package dev.simple.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import dev.simple.maven.ReapProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A test of an ordinary user starts a setuid program, which the user who runs the tests may not signal. */
@Tag("long")
@EnabledOnOs(OS.LINUX)
@EnabledIf("dev.simple.matrix.Account#isRoot")
class StrangersTest {

    private static Account account;

    private final String token = RunInTrial.newToken();
    private Path directory;

    @BeforeAll
    static void prepare() throws Exception {
        account = Account.ordinary();
    }

    @AfterAll
    static void deleteCopies() throws IOException {
        account.close();
    }

    @BeforeEach
    void prepareDirectory() throws IOException {
        directory = account.newDirectory();
        Path program = Files.copy(Path.of("/usr/bin/setpriv"), directory.resolve("privileged"));
        // Not with Java, which has no name for the bit.
        Files.setAttribute(program, "unix:mode", 04755);
    }

    @AfterEach
    void endStranger() throws IOException {
        strangers().forEach(Signals::tryToKill);
        Waiting.until(Waiting.LONG, "the end", () -> strangers().isEmpty());
        Account.deleteTree(directory);
    }

    private List<Long> strangers() {
        return ProcessScan.now().mentioning(token).stream()
                .filter(seen -> seen.isProgram("sleep"))
                .map(ProcessScan.Seen::pid)
                .toList();
    }

    private Process start(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(account.prefix());
        all.addAll(command);
        return new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Process run(String fixture) throws IOException {
        return start(account.command(
                directory,
                Map.of(
                        "java.io.tmpdir",
                        directory.resolve("tmp").toString(),
                        "runner.grace",
                        "100",
                        "fixture.go",
                        directory.resolve("go").toString(),
                        "fixture.privileged",
                        directory.resolve("privileged") + " --reuid=0 sleep " + token),
                fixture));
    }

    private Process reap() throws IOException {
        return start(
                account.program(List.of("-Djava.io.tmpdir=" + directory.resolve("tmp")), ReapProgram.class, List.of()));
    }

    private Path output() {
        return directory.resolve("out");
    }

    private String outputOf(Process process, int exitCode) throws Exception {
        assertTrue(process.waitFor(Waiting.LONG.toSeconds(), TimeUnit.SECONDS), "It has ended.");
        String output = Files.readString(output(), UTF_8);
        assertEquals(exitCode, process.exitValue(), output);
        return output;
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("simple-"))
                    .toList();
        }
    }

    private long stranger() {
        Waiting.until(Waiting.LONG, "another user's process", () -> strangers().size() == 1);
        return strangers().get(0);
    }

    @Test
    void isNamedOnceAndFailsTheRunAndIsNamedAgainUntilItIsGone() throws Exception {
        Process run = run("PrivilegedChildFixture");
        long stranger = stranger();
        Files.createFile(directory.resolve("go"));

        List<String> told = outputOf(run, 1)
                .lines()
                .filter(line -> line.startsWith("left behind"))
                .toList();

        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("pid=" + stranger + ", commandLine=sleep " + token), told.get(0));
        assertTrue(told.get(0).contains("ended=false"), told.get(0));
        assertEquals(List.of(stranger), strangers());
        reapsOnceItIsGone(stranger);
    }

    @Test
    void isNamedByTheNextRunIfTheRunWasKilled() throws Exception {
        Process run = run("PrivilegedChildFixture");
        long stranger = stranger();

        Signals.send(run.pid(), Signals.KILL);

        Waiting.until(
                Waiting.LONG,
                "the end of everything else",
                () -> ProcessScan.now().mentioning(directory.toString()).isEmpty());
        assertEquals(List.of(stranger), strangers());
        reapsOnceItIsGone(stranger);
    }

    private void reapsOnceItIsGone(long stranger) throws Exception {
        List<Path> left = runs();
        String refused = outputOf(reap(), 1);
        assertTrue(
                refused.contains("failed: Process " + stranger + " (sleep " + token
                        + ") cannot be ended by this user. End it by hand."),
                refused);
        assertEquals(left, runs());

        endStranger(stranger);

        String reaped = outputOf(reap(), 0);
        assertTrue(reaped.contains("Deleted " + left.get(0) + " of an earlier run."), reaped);
        assertFalse(Files.exists(left.get(0)));
        assertEquals(List.of(), runs());
    }

    private static void endStranger(long stranger) throws IOException {
        Signals.send(stranger, Signals.KILL);
        Waiting.untilGone(Waiting.LONG, stranger);
    }
}
