package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.Protection;
import dev.simple.config.UnitLimits;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.fixtures.Waiting;
import dev.simple.model.ContainerUse;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.ResourceSample;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.ContainerEnded;
import dev.simple.model.RunResult;
import dev.simple.model.WorkerEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsEngine
@Tag("long")
class ContainerRunTest {

    @TempDir
    private Path directory;

    private SampleRun run(String... fixtures) throws IOException {
        return new SampleRun(directory, fixtures).containers(LocalEngine.settings());
    }

    @AfterEach
    void leavesNothing() {
        LocalEngine.assertNothingIsLeft(directory);
    }

    @Test
    void runsEachClassInAContainerOfItsOwn() throws IOException {
        SampleRun run = run("FirstFixture", "SecondFixture");

        RunResult result = run.execute();

        assertEquals(List.of(), result.crashes());
        assertEquals(List.of("FirstFixture.passes=PASSED", "SecondFixture.passes=PASSED"), run.events.verdicts());
        assertNotEquals(run.events.pids("FirstFixture"), run.events.pids("SecondFixture"));
    }

    @Test
    void isolatesTests() throws IOException {
        SampleRun run = run("IsolatedFixture").environment("FIXTURE", "worker ${surefire.forkNumber}");

        RunResult result = run.execute();

        assertEquals(
                new Counts(9, 0, 0, 0, 0),
                result.counts(),
                () -> run.events.verdicts() + "\n" + run.events.problem("IsolatedFixture"));
    }

    @Test
    void runsSeveralAtATime() throws IOException {
        SampleRun run = run("FirstFixture", "SecondFixture", "ThirdFixture", "FourthFixture")
                .forks(4);

        RunResult result = run.execute();

        assertEquals(new Counts(4, 0, 0, 0, 0), result.counts());
    }

    @EachWorkerDeath
    void saysWhyAWorkerDied(String fixture, int exitCode, String cause) throws IOException {
        EachWorkerDeath.Check.diesAlone(run(fixture, "SecondFixture"), exitCode, cause);
    }

    @Test
    void limitsAContainerToWhatItsProfileHas() throws IOException {
        SampleRun run = run("ProcessorsFixture", "OtherProcessorsFixture", "FirstFixture")
                .limits("ProcessorsFixture", new UnitLimits("one", null, 200L << 20, 1, false))
                .limits("OtherProcessorsFixture", new UnitLimits("two", null, 300L << 20, 1.5, false));

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems());
        assertEquals(
                List.of("processors 1", "memory 200 MiB"),
                run.events.output("ProcessorsFixture").lines().toList());
        assertEquals(
                List.of("processors 2", "memory 300 MiB"),
                run.events.output("OtherProcessorsFixture").lines().toList());
    }

    @Test
    void tellsALackOfMemoryWithLimitAndPeak() throws IOException {
        SampleRun run = new SampleRun(directory, "HeapFixture", "SecondFixture")
                .containers(LocalEngine.settings(LocalEngine.javaImage(), 96L << 20))
                .argument("-Xmx400m");

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
        String problem = run.events.problem("HeapFixture");
        assertTrue(
                problem.contains("was killed for want of memory: its container may use 96 MiB"
                        + " (simple.container.memory), and 96 MiB were in use."),
                problem);
        assertEquals(2, run.events.all(ContainerEnded.class).size(), "With the same limit it would end the same way.");
    }

    @Test
    void endsAClassThatRunsTooLong() throws IOException {
        SampleRun run = run("HangingFixture", "SecondFixture").timeout(Duration.ofSeconds(5));

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertEquals(
                List.of(Interruption.TIMED_OUT),
                run.events.results().stream()
                        .filter(end -> end.className().endsWith("HangingFixture"))
                        .map(end -> end.interruption())
                        .toList());
        String problem = run.events.problem("HangingFixture");
        assertTrue(problem.contains("HangingFixture.bHangs"), problem);
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
    }

    @Test
    void keepsWhatTestsPrint() throws IOException {
        SampleRun inProcess = new SampleRun(directory.resolve("a"), "PrintingFixture");
        inProcess.execute();
        SampleRun run = run("PrintingFixture");

        run.execute();

        assertEquals(inProcess.events.output("PrintingFixture"), run.events.output("PrintingFixture"));
    }

    @Test
    void runsSpecFiles() throws IOException {
        SampleRun run = new SampleRun(directory)
                .containers(LocalEngine.settings(LocalEngine.shellImage(), 16L << 20))
                .specs(Map.of("GREETING", "hello"), Duration.ofMinutes(1), "sh", "{file}")
                .spec("passes.sh", "test \"$GREETING\" = hello")
                .spec("fails.sh", "echo oops", "exit 3")
                .spec("skips.sh", "exit 77")
                .spec("tap.sh", "echo 1..2", "echo ok 1", "echo not ok 2 - second")
                .spec("dies.sh", "kill -9 $$");

        RunResult result = run.execute();

        assertEquals(new Counts(6, 2, 1, 1, 0), result.counts(), () -> run.events.problem("fails.sh"));
        assertTrue(run.events.problem("fails.sh").contains("oops"), () -> run.events.problem("fails.sh"));
    }

    @Test
    void isolatesLessWhereThatIsAskedFor() throws IOException {
        Containers isolated = LocalEngine.settings(LocalEngine.shellImage(), 16L << 20);
        Path network = Path.of("/proc/self/ns/net");
        SampleRun run = new SampleRun(directory)
                .containers(new Containers(
                        null,
                        isolated.image(),
                        isolated.memory(),
                        2.0,
                        isolated.pids(),
                        "host",
                        "0:0",
                        false,
                        List.of(),
                        List.of(),
                        null))
                .specs(
                        Map.of("NETWORK", Files.readSymbolicLink(network).toString()),
                        Duration.ofMinutes(1),
                        "sh",
                        "{file}")
                .spec("is-root.sh", "test $(id -u) = 0")
                .spec("writes-into-the-image.sh", "echo here > /etc-of-the-test && cat /etc-of-the-test")
                .spec(
                        "has-the-network-of-the-engine.sh",
                        "ls -l " + network + " | { read line; echo \"$line\";"
                                + " case \"$line\" in *\"$NETWORK\") exit 0;; *) exit 1;; esac; }");

        RunResult result = run.execute();

        assertEquals(new Counts(3, 0, 0, 0, 0), result.counts(), run.events.verdicts()::toString);
    }

    @Test
    void tellsALackOfMemoryOfASpecFileToo() throws IOException {
        SampleRun run = new SampleRun(directory)
                .containers(LocalEngine.settings(LocalEngine.shellImage(), 16L << 20))
                .specs(Map.of(), Duration.ofMinutes(1), "sh", "{file}")
                .spec("eats.sh", "exec dd if=/dev/zero of=/dev/null bs=64M count=1");

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        String problem = run.events.problem("eats.sh");
        assertTrue(
                problem.contains("The command sh was killed for want of memory: its container may use 16 MiB"
                        + " (simple.container.memory)"),
                problem);
    }

    /** An engine says of such a container too that it was killed for want of memory. */
    @Test
    void passesASpecFileThatHasSurvivedTheEndOfItsChild() throws IOException {
        SampleRun run = new SampleRun(directory)
                .containers(LocalEngine.settings(LocalEngine.shellImage(), 16L << 20))
                .specs(Map.of(), Duration.ofMinutes(1), "sh", "{file}")
                .spec("eats.sh", "dd if=/dev/zero of=/dev/null bs=64M count=1", "test $? = 137");

        RunResult result = run.execute();

        assertEquals(new Counts(1, 0, 0, 0, 0), result.counts(), () -> run.events.problem("eats.sh"));
    }

    @Test
    void tellsWhatAContainerHasUsed() throws IOException {
        SampleRun run = run("SpinningFixture").timeout(Duration.ofSeconds(6));

        run.execute();

        ContainerUse use = run.events.events.stream()
                .filter(ContainerEnded.class::isInstance)
                .map(event -> ((ContainerEnded) event).use())
                .findFirst()
                .orElseThrow();
        assertTrue(use.name().matches("simple-[0-9a-f]{16}-1"), use::toString);
        assertTrue(use.cpuMillis() > 500 && use.cpuMillis() < 60_000, use::toString);
        assertTrue(use.peakMemory() > 10L << 20 && use.peakMemory() <= 512L << 20, use::toString);
        assertFalse(use.outOfMemory());
    }

    /** In containers that may write into a directory. */
    private SampleRun runWriting(Path open, String... fixtures) throws IOException {
        Files.setPosixFilePermissions(Files.createDirectories(open), PosixFilePermissions.fromString("rwxrwxrwx"));
        Containers settings = LocalEngine.settings();
        return new SampleRun(directory, fixtures)
                .containers(new Containers(
                        null,
                        settings.image(),
                        settings.memory(),
                        settings.cpus(),
                        settings.pids(),
                        "none",
                        null,
                        true,
                        List.of(),
                        List.of(open),
                        null));
    }

    @Test
    void findsTheFatalErrorLogsOfWorkersThatHaveTheSameProcessId() throws IOException {
        Path reports = directory.resolve("reports");
        SampleRun run = runWriting(reports, "SegmentationFaultFixture", "SegmentationFaultFixtureToo")
                .forks(2)
                .argument("-XX:-CreateCoredumpOnCrash");

        RunResult result = run.execute();

        assertEquals(2, result.crashes().size());
        result.crashes()
                .forEach(end -> assertTrue(end.cause().contains("crashed: SIGSEGV (0xb)"), result.crashes()::toString));
        assertEquals(
                2,
                result.crashes().stream().map(WorkerEnd::errorFile).distinct().count());
    }

    @Test
    void runsAFailedTestAgainInAnotherContainer() throws IOException {
        Path open = directory.resolve("open");
        SampleRun run = runWriting(open, "FlakyFixture")
                .property("fixture.file", open.resolve("file").toString())
                .reruns(1);

        RunResult result = run.execute();

        assertEquals(new Counts(3, 1, 0, 0, 1), result.counts(), run.events.verdicts()::toString);
        assertEquals(2, run.events.all(ContainerEnded.class).size());
    }

    @Test
    void startsNoClassAfterEnoughFailures() throws IOException {
        SampleRun run = run("FailingFixture", "SecondFixture").skipAfterFailures(1);

        RunResult result = run.execute();

        assertEquals(RunEnd.STOPPED, result.end());
        assertEquals(List.of("dev.simple.fixtures.SecondFixture"), result.notRun());
    }

    @Test
    void endsAClassThatUsesMoreMemoryThanAUnitMay() throws IOException {
        SampleRun run = new SampleRun(directory, "HungryFixture", "SecondFixture")
                .containers(LocalEngine.settings(LocalEngine.javaImage(), 1L << 30))
                .protection(
                        new Protection(false, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 0, 200L << 20),
                        () -> {
                            throw new IOException("Nobody asked for it.");
                        });

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        String problem = run.events.problem("HungryFixture");
        assertTrue(problem.contains("over the limit of 200 MiB (simple.unitMemory)"), problem);
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
    }

    @Test
    void isShutDownWhenTheMachineIsFull() throws IOException {
        Protection limits = new Protection(true, 80, 90, Duration.ofSeconds(1), Duration.ofSeconds(1), 1L << 20, 0);
        SampleRun run = run("HangingFixture", "SecondFixture");
        AtomicInteger memory = new AtomicInteger(40);
        run.protection(
                limits,
                () -> new ResourceSample(Instant.now(), 10, 100L << 30, (100L - memory.get()) << 30, 1L << 40, null));
        run.listener(event -> {
            if (event instanceof ClassStarted) {
                memory.set(95);
            }
        });

        RunResult result = run.execute();

        assertEquals(RunEnd.RESOURCE_SHUTDOWN, result.end());
        assertEquals(2, result.notRun().size());
    }

    @Test
    void isContinuedAfterItWasKilled() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process killed = resuming("FirstFixture", "SlowFixture");
        try (BufferedReader lines = killed.inputReader()) {
            while (!lines.readLine().equals("ClassFinished")) {}
        }
        killed.destroyForcibly().waitFor();
        Files.createFile(directory.resolve("fixture.file"));

        List<String> lines =
                resuming("FirstFixture", "SlowFixture").inputReader().lines().toList();

        assertEquals(1, lines.stream().filter("ClassStarted"::equals).count(), lines::toString);
        assertEquals("tests 2 problems 0 not run 0", lines.get(lines.size() - 1));
        Waiting.until(
                Waiting.LONG, "the removal", () -> LocalEngine.of(directory).isEmpty());
    }

    private Process resuming(String... fixtures) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        arguments.addAll(List.of(fixtures));
        return ForkedJvm.command(
                        List.of("-Dresuming.image=" + LocalEngine.javaImage()), ResumingProgram.class, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void runsFiftyAtATime() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        SampleRun run = new SampleRun(directory)
                .containers(new Containers(
                        null,
                        LocalEngine.shellImage(),
                        8L << 20,
                        0.5,
                        8,
                        "none",
                        null,
                        true,
                        List.of(),
                        List.of(open),
                        null))
                .specs(Map.of(), Duration.ofMinutes(5), "sh", "{file}")
                .forks(50);
        for (int i = 0; i < 50; i++) {
            run.spec(
                    i + ".sh",
                    "touch " + open + "/" + i,
                    "until test $(ls " + open + " | wc -l) = 50; do sleep 2; done");
        }

        RunResult result = run.execute();

        assertEquals(new Counts(50, 0, 0, 0, 0), result.counts(), result.crashes()::toString);
    }
}
