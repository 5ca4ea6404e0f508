package dev.simple.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.fixtures.OwnEngine;
import dev.simple.fixtures.Waiting;
import dev.simple.model.Counts;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine at a port, which does not see the files of this machine, as one on another machine. */
@NeedsEngine(own = true)
@Tag("long")
class ForeignEngineTest {

    private static final String NOBODY = "65534:65534";

    private static OwnEngine engine;
    private static String image = "";

    @TempDir
    private Path directory;

    private Path target;

    @BeforeAll
    static void start() throws IOException {
        engine = OwnEngine.atAPort(List.of(
                Path.of(System.getProperty("java.io.tmpdir")), Path.of("").toAbsolutePath(), ForkedJvm.repository()));
        image = LocalEngine.copy(LocalEngine.javaImage(), engine);
    }

    @AfterAll
    static void end() throws IOException {
        engine.close();
    }

    @BeforeEach
    void makeBuildDirectory() throws IOException {
        target = Files.createDirectory(directory.resolve("target"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void leavesNothing() {
        assertEquals(List.of(), left());
    }

    private static List<String> left() {
        return Stream.concat(
                        engine.client().listContainersCmd().withShowAll(true).exec().stream()
                                .map(container -> container.getNames()[0] + " " + container.getStatus()),
                        engine.client().listVolumesCmd().exec().getVolumes().stream()
                                .map(InspectVolumeResponse::getName))
                .toList();
    }

    private SampleRun run(String... fixtures) throws IOException {
        return run(512L << 20, fixtures);
    }

    private SampleRun run(long memory, String... fixtures) throws IOException {
        return new SampleRun(directory, fixtures)
                .containers(new Containers(
                        engine.address(),
                        image,
                        memory,
                        1.0,
                        512,
                        "none",
                        NOBODY,
                        true,
                        List.of(),
                        List.of(target),
                        ForkedJvm.repository()));
    }

    @Test
    void runsClassesAndSaysThatFilesAreCopied() throws IOException {
        SampleRun run = run("FirstFixture", "SecondFixture", "ThirdFixture").forks(3);

        RunResult result = run.execute();

        assertEquals(new Counts(3, 0, 0, 0, 0), result.counts(), result.crashes()::toString);
        assertEquals(1, run.events.notices().size(), run.events.notices()::toString);
        String notice = run.events.notices().get(0);
        assertTrue(
                notice.matches("The container engine at \\Q" + engine.address() + "\\E does not see the files of this"
                        + " machine: \\d+ files, \\d+ MiB were copied into it. At the end of the run, what tests have"
                        + " written to \\Q" + target + "\\E is copied back, and nothing else."),
                notice);
    }

    @Test
    void isolatesTests() throws IOException {
        SampleRun run = run("IsolatedFixture").environment("FIXTURE", "worker ${surefire.forkNumber}");

        RunResult result = run.execute();

        assertEquals(new Counts(9, 0, 0, 0, 0), result.counts(), run.events.verdicts()::toString);
    }

    @Test
    void keepsWhatTestsAndTheirProcessesPrint() throws IOException {
        SampleRun inProcess =
                new SampleRun(Files.createDirectory(directory.resolve("a")), "PrintingFixture", "NativeOutputFixture");
        inProcess.execute();
        SampleRun run = run("PrintingFixture", "NativeOutputFixture", "InheritedStreamsFixture");

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems(), run.events.verdicts()::toString);
        assertEquals(inProcess.events.output("PrintingFixture"), run.events.output("PrintingFixture"));
        assertEquals(inProcess.events.output("NativeOutputFixture"), run.events.output("NativeOutputFixture"));
        assertEquals("\0".repeat(300_000) + "\ndone\n", run.events.output("InheritedStreamsFixture"));
    }

    @Test
    void givesTheSettingsOfJvmsToTheTestsAlone() throws IOException {
        SampleRun run = run("ParentFixture").environment("JAVA_TOOL_OPTIONS", "-Dfixture.argument=of-the-tests");

        RunResult result = run.execute();

        assertEquals(new Counts(1, 0, 0, 0, 0), result.counts(), () -> run.events.problem("ParentFixture"));
    }

    @Test
    void copiesTheProjectAndBringsBackWhatTestsWrite() throws IOException {
        write("data/data.txt", "data");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("data"));
        write("run.sh", "true");
        Files.setPosixFilePermissions(directory.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        write(".git/HEAD", "ref");
        write("other/pom.xml", "<project/>");
        write("other/target/classes/Other.class", "");
        write("target/changed.txt", "old");
        write("target/deleted.txt", "here");
        write("target/both.txt", "old");
        Files.setPosixFilePermissions(target.resolve("changed.txt"), PosixFilePermissions.fromString("rw-rw-rw-"));
        SampleRun run = run("CopiedFilesFixture");

        RunResult result = run.execute();

        assertEquals(new Counts(2, 0, 0, 0, 0), result.counts(), () -> run.events.problem("CopiedFilesFixture"));
        assertEquals("changed", Files.readString(target.resolve("changed.txt")));
        assertEquals("new", Files.readString(target.resolve("a/b/new.sh")));
        assertEquals(
                "rwxr-x--x",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("a/b/new.sh"))));
        assertFalse(Files.isSymbolicLink(target.resolve("out")));
        assertTrue(Files.exists(target.resolve("deleted.txt")));
        assertEquals(1, run.events.notices().size(), run.events.notices()::toString);
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void saysWhenWhatTestsWroteCannotComeBack() throws IOException {
        write("target/changed.txt", "old");
        write("target/deleted.txt", "here");
        Files.setPosixFilePermissions(target.resolve("changed.txt"), PosixFilePermissions.fromString("rw-rw-rw-"));
        SampleRun run = run("CopiedFilesFixture").listener(event -> {
            if (event instanceof ClassStarted) {
                try {
                    write("target/changed.txt", "of somebody here");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });

        run.execute();

        assertEquals("of somebody here", Files.readString(target.resolve("changed.txt")));
        assertEquals(2, run.events.notices().size(), run.events.notices()::toString);
        assertEquals(
                "What tests have written in the container engine was not copied back where something else is by now: "
                        + target.resolve("changed.txt") + ".",
                run.events.notices().get(1));
    }

    @EachWorkerDeath
    void saysWhyAWorkerDied(String fixture, int exitCode, String cause) throws IOException {
        EachWorkerDeath.Check.diesAlone(run(fixture, "SecondFixture"), exitCode, cause);
    }

    @Test
    void tellsALackOfMemory() throws IOException {
        SampleRun run = run(128L << 20, "HeapFixture", "SecondFixture").argument("-Xmx400m");

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        String problem = run.events.problem("HeapFixture");
        assertTrue(
                problem.contains("was killed for want of memory: its container may use 128 MiB"
                        + " (simple.container.memory), and "),
                problem);
    }

    @Test
    void endsAClassThatRunsTooLong() throws IOException {
        SampleRun run = run("HangingFixture", "SecondFixture").timeout(Duration.ofSeconds(20));

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        String problem = run.events.problem("HangingFixture");
        assertTrue(problem.contains("HangingFixture.bHangs"), problem);
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
    }

    @Test
    void runsSpecFiles() throws IOException {
        SampleRun run = run().specs(Map.of("GREETING", "hello"), Duration.ofMinutes(1), "sh", SpecFiles.FILE)
                .spec("passes.sh", "test \"$GREETING\" = hello")
                .spec("fails.sh", "echo oops", "exit 3")
                .spec("tap.sh", "echo 1..2", "echo ok 1", "echo not ok 2 - second")
                .spec("writes.sh", "echo written > " + target + "/written")
                .spec("dies.sh", "kill -9 $$");

        RunResult result = run.execute();

        assertEquals(new Counts(6, 2, 1, 0, 0), result.counts(), run.events.verdicts()::toString);
        assertTrue(run.events.problem("fails.sh").contains("oops"), () -> run.events.problem("fails.sh"));
        assertEquals("written\n", Files.readString(target.resolve("written")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL", "KILL_SUPERVISOR"})
    void leavesNothingWhenItIsEnded(String fault, @TempDir Path temporary) throws Exception {
        Process runner = running(temporary);
        ProcessHandle struck =
                fault.equals("KILL_SUPERVISOR") ? runner.children().findFirst().orElseThrow() : runner.toHandle();
        assertTrue(fault.equals("TERM") ? struck.destroy() : struck.destroyForcibly());

        Waiting.until(Waiting.LONG, "the removal", () -> left().isEmpty());
        Waiting.until(Waiting.LONG, "the end of all JVMs", () -> !isMentioned(temporary));
    }

    @Test
    void isSweptByTheNextRunAfterItWasKilledWithItsSupervisor(@TempDir Path temporary) throws Exception {
        Process runner = running(temporary);
        ProcessHandle supervisor = runner.children().findFirst().orElseThrow();
        // It must not see that the runner dies.
        assertEquals(
                0,
                new ProcessBuilder("kill", "-STOP", Long.toString(supervisor.pid()))
                        .start()
                        .waitFor());
        runner.destroyForcibly().waitFor();
        assertTrue(supervisor.destroyForcibly());
        Waiting.untilGone(Waiting.LONG, supervisor.pid());
        assertTrue(left().size() > 3, () -> left().toString());

        Process next = runner(temporary, "FirstFixture");
        String output = new String(next.getInputStream().readAllBytes(), UTF_8);

        assertEquals(0, next.waitFor(), output);
        assertTrue(output.contains("swept Sweep[cleanUps=[CleanUp["), output);
        assertEquals(List.of(), left());
    }

    /** One whose test runs. */
    private Process running(Path temporary) throws IOException {
        Process runner = runner(temporary, "SlowFixture");
        BufferedReader lines = runner.inputReader();
        for (String line = lines.readLine(); !"test".equals(line); line = lines.readLine()) {
            assertTrue(line != null, "The runner has ended.");
        }
        assertTrue(left().size() > 3, () -> left().toString());
        return runner;
    }

    private Process runner(Path temporary, String fixture) throws IOException {
        return program(
                RunnerProgram.class,
                List.of(
                        "-Djava.io.tmpdir=" + temporary,
                        "-Drunner.image=" + image,
                        "-Drunner.engine=" + engine.address()),
                fixture);
    }

    private static boolean isMentioned(Path directory) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(directory.toString()));
    }

    @Test
    void isContinuedAfterItWasKilled() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process killed =
                program(ResumingProgram.class, List.of("-Dresuming.image=" + image), "FirstFixture", "SlowFixture");
        try (BufferedReader lines = killed.inputReader()) {
            for (String line = lines.readLine(); !"ClassFinished".equals(line); line = lines.readLine()) {
                assertTrue(line != null, "The runner has ended.");
            }
        }
        killed.destroyForcibly().waitFor();
        Files.createFile(directory.resolve("fixture.file"));

        List<String> lines = program(
                        ResumingProgram.class, List.of("-Dresuming.image=" + image), "FirstFixture", "SlowFixture")
                .inputReader()
                .lines()
                .toList();

        assertEquals(1, lines.stream().filter("ClassStarted"::equals).count(), lines::toString);
        assertEquals("tests 2 problems 0 not run 0", lines.get(lines.size() - 1));
        Waiting.until(Waiting.LONG, "the removal", () -> left().isEmpty());
    }

    private Process program(Class<?> program, List<String> settings, String... fixtures) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        arguments.addAll(List.of(fixtures));
        ProcessBuilder builder =
                ForkedJvm.command(settings, program, arguments).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DOCKER_HOST", engine.address());
        return builder.start();
    }
}
