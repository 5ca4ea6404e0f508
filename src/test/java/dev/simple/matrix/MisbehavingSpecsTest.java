package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simple.fixtures.RealControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever a spec file does, its result says so on the console, in the XML and in {@code results.json}; the others run; and
 * nothing is left.
 */
@EnabledOnOs(OS.LINUX)
class MisbehavingSpecsTest {

    /** From a JVM that can just start to a run that wants for nothing. */
    private static final int FEWEST_TASKS = 14;

    private static final int ENOUGH_TASKS = 60;
    private static final String ADVICE =
            "Raise the limit, end what else runs, or run fewer tests at a time (forkCount).";

    /** Each file that has run with its failures and errors. */
    private static List<String> results(SpecsInTrial specs) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : specs.results().path("classes")) {
            JsonNode counts = entry.path("counts");
            assertEquals(1, counts.path("tests").asInt(), specs::console);
            lines.add(entry.path("name").asText() + " " + counts.path("failures") + " " + counts.path("errors"));
        }
        return lines;
    }

    private static void assertSays(String text, SpecsInTrial specs, String file) throws IOException {
        assertTrue(specs.console().contains(text), specs::console);
        assertTrue(specs.xml(file).contains(text), specs::console);
        assertTrue(specs.results().path("problems").toString().contains(text), specs::console);
    }

    /** A run that has ended before a file because that could not be started. */
    private static void assertStopped(SpecsInTrial specs, String file, String... reasons) throws IOException {
        JsonNode results = specs.results();
        assertEquals(1, specs.exitCode(), specs::console);
        assertEquals("stopped", results.path("status").asText());
        assertEquals("[\"" + file + "\"]", results.path("notRun").toString());
        assertEquals("", specs.xml(file));
        for (String reason : reasons) {
            assertTrue(specs.console().contains(reason), specs::console);
            assertTrue(results.path("stopReason").asText().contains(reason), results::toPrettyString);
        }
    }

    private static RealControlGroup group() throws IOException {
        Optional<RealControlGroup> group = RealControlGroup.make("simple-test-pids-" + System.nanoTime(), "pids");
        assumeTrue(group.isPresent(), "no control group for pids that this user may make");
        return group.orElseThrow();
    }

    /** Has a command run in a group. */
    private static String[] within(RealControlGroup group) throws IOException {
        return new String[] {"sh", "-c", "echo $$ > " + group.file("cgroup.procs") + "; exec \"$@\"", "sh"};
    }

    private static Account ordinary() throws IOException, InterruptedException {
        return Account.isRoot() ? Account.ordinary() : Account.own();
    }

    @Test
    void haveTheResultOfTheirExitCode() throws Exception {
        try (SpecsInTrial specs = new SpecsInTrial(Account.own())) {
            specs.spec("closes-its-streams.sh", "exec <&- >&- 2>&-", "exit 3")
                    .spec("ends.sh", "exit 0")
                    .spec(
                            "moves-away.sh",
                            "cd /",
                            "setsid --fork env -i sh -c 'cd /tmp; exec sleep TOKEN'",
                            "# Until it is the program that is left.",
                            "until cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -q '^TOKEN$'",
                            "do sleep 0.1; done",
                            "exec env -i setsid --wait sh -c 'cd /; exit 5'")
                    .spec("never-reads.sh", "echo ready", "exit 4")
                    .spec("reads.sh", "read line || exit 6")
                    .run();

            assertEquals(
                    List.of(
                            "closes-its-streams.sh 1 0",
                            "ends.sh 0 0",
                            "moves-away.sh 1 0",
                            "never-reads.sh 1 0",
                            "reads.sh 1 0"),
                    results(specs));
            assertEquals(1, specs.exitCode());
            assertSays("The command exited with code 3.", specs, "closes-its-streams.sh");
            assertSays("The command exited with code 4.", specs, "never-reads.sh");
            assertSays("The command exited with code 5.", specs, "moves-away.sh");
            assertSays("The command exited with code 6.", specs, "reads.sh");
            JsonNode leaks = specs.results().path("leaks");
            assertEquals(1, leaks.size(), leaks::toPrettyString);
            assertEquals("sleep " + specs.token, leaks.get(0).path("command").asText());
            assertTrue(leaks.get(0).path("ended").asBoolean());
        }
    }

    @ParameterizedTest
    @CsvSource({"no-such-program, No such file or directory", "text, Permission denied"})
    void areNotRunByACommandThatCannotBeStarted(String program, String reason) throws Exception {
        try (SpecsInTrial specs = new SpecsInTrial(Account.own()).spec("a.sh", "exit 0")) {
            Path command = specs.directory().resolve(program);
            Files.writeString(specs.directory().resolve("text"), "exit 0\n");

            specs.run(command.toString(), "{file}");

            assertStopped(
                    specs,
                    "a.sh",
                    "The command of a.sh could not be started: " + command + ": " + reason
                            + ". Check the command and the working directory of the spec files.");
        }
    }

    @Test
    void failIfTheyReachALimitOfTheirUser() throws Exception {
        try (Account account = ordinary();
                SpecsInTrial specs = new SpecsInTrial(account)) {
            specs.spec("a.sh", "prlimit --pid $$ --nproc=1:1", "sleep TOKEN &", "echo not reached")
                    .spec("b.sh", "exit 0")
                    .run();

            assertEquals(List.of("a.sh 1 0", "b.sh 0 0"), results(specs));
            assertSays("The command exited with code 2.", specs, "a.sh");
            assertTrue(specs.xml("a.sh").contains("Cannot fork"), specs::console);
        }
    }

    @Test
    void failIfTheyReachTheLimitOfTheirControlGroup() throws Exception {
        try (RealControlGroup group = group();
                SpecsInTrial specs = new SpecsInTrial(Account.own())) {
            group.set("2", "pids.max");
            specs.spec(
                            "a.sh",
                            "echo $$ > " + group.file("cgroup.procs"),
                            "sleep TOKEN & sleep TOKEN &",
                            "echo not reached")
                    .spec("b.sh", "exit 0")
                    .run();

            assertEquals(List.of("a.sh 1 0", "b.sh 0 0"), results(specs));
            assertSays("The command exited with code 2.", specs, "a.sh");
            assertTrue(specs.xml("a.sh").contains("Cannot fork"), specs::console);
            assertEquals(1, specs.results().path("leaks").size(), specs::console);
        }
    }

    @Test
    void areNotStartedAtALimitOfTheUser() throws Exception {
        try (Account account = ordinary();
                SpecsInTrial specs = new SpecsInTrial(account)) {
            // Its parent is the supervisor.
            specs.spec("a.sh", "prlimit --pid $PPID --nproc=1:1")
                    .spec("b.sh", "exit 0")
                    .run();

            assertEquals(List.of("a.sh 0 0"), results(specs));
            assertStopped(
                    specs,
                    "b.sh",
                    "The command of b.sh could not be started: sh: Resource temporarily unavailable.",
                    "1 for this user (ulimit -u)",
                    ADVICE);
        }
    }

    @Test
    void areNotStartedAtTheLimitOfTheControlGroup() throws Exception {
        try (RealControlGroup group = group();
                SpecsInTrial specs = new SpecsInTrial(Account.own())) {
            Path limit = group.file("pids.max");
            specs.spec("a.sh", "echo 1 > " + limit, "sleep TOKEN &")
                    .spec("b.sh", "exit 0")
                    .under(within(group))
                    .run();

            assertEquals(List.of("a.sh 1 0"), results(specs));
            assertStopped(
                    specs,
                    "b.sh",
                    "The command of b.sh could not be started: sh: Resource temporarily unavailable.",
                    "1 for the control group " + limit.getParent() + " (pids.max), which has ",
                    ADVICE);
        }
    }

    /** Processes and threads give out everywhere in a run, in each of its JVMs. */
    @Tag("long")
    @Tag("alone")
    @ParameterizedTest
    @CsvSource({"spec", "class"})
    void leaveNothingHoweverFewProcessesThereMayBe(String unit) throws Exception {
        List<String> ends = new ArrayList<>();
        for (int tasks = FEWEST_TASKS; tasks <= ENOUGH_TASKS; tasks += 2) {
            try (RealControlGroup group = group();
                    SpecsInTrial specs = new SpecsInTrial(Account.own())) {
                group.set(Integer.toString(tasks), "pids.max");
                specs.spec("a.sh", "sleep TOKEN &").under(within(group));
                if (unit.equals("class")) {
                    specs.fixture("FirstFixture");
                }
                specs.run();
                ends.add(tasks + ": " + specs.exitCode());
                boolean told = specs.console().contains(ADVICE)
                        || specs.console().contains("raise the limit of processes and threads")
                        || specs.console().contains("Cannot fork")
                        || specs.console().contains("pthread_create failed");
                assertTrue(told || specs.exitCode() == 0, () -> ends + specs.console());
            }
        }
        assertTrue(ends.get(0).endsWith(" 1") && ends.get(ends.size() - 1).endsWith(" 0"), ends::toString);
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void mayForkFiveHundredChildren() throws Exception {
        try (SpecsInTrial specs = new SpecsInTrial(Account.own())) {
            specs.spec("a.sh", "i=0", "while [ $i -lt 500 ]; do sleep TOKEN & i=$((i + 1)); done", "exit 3")
                    .spec("b.sh", "exit 0")
                    .run();

            assertEquals(List.of("a.sh 1 0", "b.sh 0 0"), results(specs));
            assertSays("The command exited with code 3.", specs, "a.sh");
            assertEquals(500, specs.results().path("leaks").size());
            assertEquals(500, specs.xml("LeakedProcesses").split("<testcase ", -1).length - 1);
            assertTrue(specs.console().contains("Left behind by a.sh:"), specs::console);
            assertTrue(specs.console().contains("and 480 more, which are in the reports"), specs::console);
        }
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void mayWriteAGigabyte() throws Exception {
        long bytes = 1L << 30;
        try (SpecsInTrial specs = new SpecsInTrial(Account.own())) {
            specs.spec("a.sh", "yes $(printf %0100d 7) | head -c " + bytes, "echo", "echo the end", "exit 3")
                    .spec("b.sh", "exit 0")
                    .run();

            assertEquals(List.of("a.sh 1 0", "b.sh 0 0"), results(specs));
            assertTrue(specs.results().path("problems").toString().contains("The command exited with code 3."));
            assertTrue(specs.consoleBytes() > bytes);
            assertTrue(specs.console().contains("the end\n"), specs::console);
            String xml = specs.xml("a.sh");
            assertTrue(xml.contains("more bytes were left out here."), xml);
            assertTrue(xml.contains("the end\n"), xml);
        }
    }
}
