package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.model.Interruption;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunResult;
import dev.simple.supervisor.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class MemoryLimitTest {

    private static final Protection LIMIT =
            new Protection(false, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 0, 400L << 20);

    private static final Protection NO_LIMIT =
            new Protection(false, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 0, 0);

    private static final Path TOP = Path.of("/sys/fs/cgroup/memory");
    private static final String NO_GROUPS = "no control groups of version 1 that this user may make";

    @TempDir
    private Path directory;

    private SampleRun run(String... fixtures) {
        return new SampleRun(directory, fixtures).protection(LIMIT, () -> {
            throw new IOException("Nobody asked for it.");
        });
    }

    /** Without a control group, memory is looked at. */
    @Test
    void endsAClassWhoseProcessesUseTooMuchWithTheNumbers() throws IOException {
        SampleRun run = run("FirstFixture", "HungryFixture", "SecondFixture").without(Set.of(Layer.CGROUP));

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertEquals(List.of(), result.crashes());
        assertEquals(
                List.of(Interruption.OVERWEIGHT),
                run.events.results().stream()
                        .filter(end -> end.className().endsWith("HungryFixture"))
                        .map(end -> end.interruption())
                        .toList());
        String problem = run.events.problem("HungryFixture");
        assertTrue(problem.contains("over the limit of 400 MiB (simple.unitMemory), and were ended."), problem);
        assertTrue(problem.matches("(?s).*Its largest processes:\\n\\d+ MiB  process \\d+  .*java .*"), problem);
        assertTrue(run.events.verdicts().contains("FirstFixture.passes=PASSED"));
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void holdsAClassAtTheLimitWithAControlGroup() throws IOException {
        assumeTrue(Files.isWritable(TOP), NO_GROUPS);
        SampleRun run = run("FirstFixture", "HungryFixture", "SecondFixture");

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        assertEquals(List.of(), result.crashes());
        String problem = run.events.problem("HungryFixture");
        Matcher words = Pattern.compile(
                        "used (\\d+) MiB and wanted more, and their control group ends at the limit of 400"
                                + " MiB \\(simple.unitMemory\\), and were ended\\.\\s+Its largest processes:\n\\d+ MiB  process")
                .matcher(problem);
        assertTrue(words.find(), problem);
        int used = Integer.parseInt(words.group(1));
        // The JVMs share pages, which count for each.
        assertTrue(used > 300 && used < 450, problem);
        assertTrue(run.events.verdicts().contains("FirstFixture.passes=PASSED"));
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void endsASpecFileLikewise() throws IOException {
        String glutton = "exec java -XX:+UseSerialGC -Xmx700m -cp '" + System.getProperty("java.class.path")
                + "' dev.simple.fixtures.Glutton 400";
        SampleRun run = run().spec("hungry.sh", glutton).spec("other.sh", "exit 0");

        RunResult result = run.execute();

        assertEquals(2, result.counts().tests());
        assertEquals(1, result.counts().errors(), () -> run.events.problem("hungry.sh"));
        assertTrue(run.events.problem("hungry.sh").contains("the limit of 400 MiB"));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void tellsHowMuchAClassHasUsed() throws IOException {
        SampleRun run = run("SlowFixture");
        Protection watched =
                new Protection(false, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 0, 100L << 30);
        run.protection(watched, () -> {
            throw new IOException("Nobody asked for it.");
        });
        run.slow(Duration.ofMillis(2_500)).listener(event -> {
            if (event instanceof ClassSlow) {
                SampleRun.create(run.fixtureFile());
            }
        });

        run.execute();

        Long peak = run.events.results().get(0).peakMemory();
        assertNotNull(peak);
        assertTrue(peak > 10L << 20 && peak < 2L << 30, peak.toString());
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void runsAClassOnceMoreAndAloneThatTheKernelHasKilled() throws IOException {
        Path group = memoryGroup();
        try {
            SampleRun run = run("FirstFixture", "OomFixture", "SecondFixture", "ThirdFixture")
                    .forks(2)
                    .freshForks()
                    .argument("-Xmx500m")
                    .property("fixture.group", group.toString());

            RunResult result = run.execute();

            assertEquals(4, result.counts().tests());
            assertEquals(0, result.counts().problems());
            assertEquals(List.of(), result.crashes());
            assertTrue(isSaid(run, "OomFixture: runs once more, alone."), run.events.events::toString);
        } finally {
            Files.delete(group);
        }
    }

    @Test
    void runsASpecFileOnceMoreThatTheKernelHasKilled() throws IOException {
        Path group = memoryGroup();
        try {
            String first = directory.resolve("first").toString();
            String glutton = "mkdir '" + first + "' || exit 0\necho $$ > '" + group
                    + "/cgroup.procs'\nexec java -XX:+UseSerialGC -Xmx700m -cp '"
                    + System.getProperty("java.class.path")
                    + "' dev.simple.fixtures.Glutton 400";
            SampleRun run = run().forks(2).spec("hungry.sh", glutton).spec("other.sh", "exit 0");
            run.protection(NO_LIMIT, () -> {
                throw new IOException("Nobody asked for it.");
            });

            RunResult result = run.execute();

            assertEquals(2, result.counts().tests());
            assertEquals(0, result.counts().problems(), () -> run.events.problem("hungry.sh"));
            assertEquals(List.of(), result.crashes());
            assertTrue(isSaid(run, "hungry.sh: runs once more, alone."), run.events.events::toString);
        } finally {
            Files.delete(group);
        }
    }

    private static boolean isSaid(SampleRun run, String end) {
        return run.events.events.stream()
                .filter(Notice.class::isInstance)
                .map(event -> ((Notice) event).message())
                .anyMatch(message -> message.endsWith(end));
    }

    /** With 100 MiB, where this user may make one. */
    private static Path memoryGroup() throws IOException {
        assumeTrue(Files.isWritable(TOP), NO_GROUPS);
        Path group = Files.createDirectory(
                TOP.resolve("simple-test-" + ProcessHandle.current().pid()));
        Files.writeString(group.resolve("memory.limit_in_bytes"), "100M");
        return group;
    }
}
