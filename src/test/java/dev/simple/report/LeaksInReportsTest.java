package dev.simple.report;

import static dev.simple.report.Samples.START;
import static dev.simple.report.Samples.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simple.config.LeakPolicy;
import dev.simple.model.Counts;
import dev.simple.model.Leak;
import dev.simple.model.LeakKind;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunListener;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaksInReportsTest {

    private static final Leak SERVER = leak(4711, List.of("p.ATest"), List.of(1), true);
    private static final Leak ANOTHERS = leak(4712, List.of("p.ATest"), List.of(1), false);

    @TempDir
    private Path directory;

    private static Leak leak(long pid, List<String> classNames, List<Integer> workers, boolean ended) {
        return new Leak(pid, "java -jar server.jar", Duration.ofMillis(12_472), classNames, workers, ended);
    }

    private static RunFinished finished(List<Leak> leaks) {
        return new RunFinished(
                START.plusSeconds(3),
                new RunResult(
                        Duration.ofSeconds(3),
                        1,
                        new Counts(3, 0, 0, 0, 0),
                        List.of(),
                        List.of(),
                        leaks,
                        List.of(),
                        RunEnd.COMPLETE,
                        null));
    }

    private void write(RunListener listener, List<Leak> leaks) {
        listener.on(started("p.ATest"));
        if (!leaks.isEmpty()) {
            listener.on(new ProcessesLeftBehind(START, leaks));
        }
        listener.on(finished(leaks));
    }

    private Path xmlFile() {
        return directory.resolve("TEST-LeakedProcesses.xml");
    }

    private String xml(LeakPolicy policy, Leak... leaks) throws IOException {
        write(new LeakReport(directory, policy), List.of(leaks));
        return Files.readString(xmlFile());
    }

    private JsonNode json(LeakPolicy policy, Leak... leaks) throws IOException {
        write(new ResultsFile(directory, policy, unit -> null), List.of(leaks));
        return new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    }

    private static String console(Leak... leaks) {
        return TroubleText.of(new ProcessesLeftBehind(START, List.of(leaks)));
    }

    @Test
    void areSkippedTestCasesOfTheirClassUnlessTheyFailTheBuild() throws IOException {
        String xml = xml(LeakPolicy.REPORT, SERVER);

        assertTrue(
                xml.contains("<testcase name=\"process 4711 (12 s old, ended): java -jar server.jar\""
                        + " classname=\"p.ATest\" time=\"0.0\">"),
                xml);
        assertTrue(
                xml.contains("<skipped message=\"Left behind by p.ATest: process 4711 (12 s old, ended):"
                        + " java -jar server.jar\""),
                xml);
        assertTrue(xml.contains("tests=\"1\" errors=\"0\" skipped=\"1\" failures=\"0\""), xml);
    }

    @Test
    void areFailedTestCasesIfTheyFailTheBuild() throws IOException {
        String xml = xml(LeakPolicy.FAIL, SERVER);

        assertTrue(
                xml.contains("<failure message=\"Left behind by p.ATest: process 4711 (12 s old, ended):"
                        + " java -jar server.jar\" type=\"dev.simple.Leak\">"),
                xml);
        assertTrue(xml.contains("tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"1\""), xml);
    }

    @ParameterizedTest
    @EnumSource(LeakPolicy.class)
    void failWhateverIsSetIfTheyAreStillThere(LeakPolicy policy) throws IOException {
        String xml = xml(policy, ANOTHERS);

        assertTrue(
                xml.contains("<failure message=\"Left behind by p.ATest: process 4712 (12 s old, cannot be ended):"
                        + " java -jar server.jar\""),
                xml);
        assertEquals("failed", json(policy, ANOTHERS).path("status").asText());
    }

    @Test
    void areNoTestCasesOfAClassThatIsNotCertain() throws IOException {
        Leak uncertain = leak(4711, List.of("p.ATest", "p.BTest"), List.of(1), true);

        String xml = xml(LeakPolicy.REPORT, uncertain);

        assertTrue(xml.contains("classname=\"LeakedProcesses\""), xml);
        assertTrue(xml.contains("<skipped message=\"Left behind by p.ATest or p.BTest: process 4711"), xml);
    }

    @Test
    void areNotReportedOfAnEarlierRun() throws IOException {
        xml(LeakPolicy.REPORT, SERVER);

        write(new LeakReport(directory, LeakPolicy.REPORT), List.of());

        assertFalse(Files.exists(xmlFile()));
    }

    @Test
    void standInTheSummaryFile() throws IOException {
        JsonNode root = json(
                LeakPolicy.REPORT,
                SERVER,
                new Leak(LeakKind.NETWORK, 0, "n", Duration.ZERO, List.of(), List.of(2), true));

        assertEquals("passed", root.path("status").asText());
        assertEquals(
                "[{\"kind\":\"process\",\"pid\":4711,\"command\":\"java -jar server.jar\",\"ageMs\":12472,\"ended\":true,"
                        + "\"classes\":[\"p.ATest\"],\"workers\":[1]},"
                        + "{\"kind\":\"network\",\"pid\":0,\"command\":\"n\",\"ageMs\":0,\"ended\":true,"
                        + "\"classes\":[],\"workers\":[2]}]",
                root.path("leaks").toString());
        assertEquals("failed", json(LeakPolicy.FAIL, SERVER).path("status").asText());
    }

    @Test
    void areNamedOnTheConsoleByWhatMayHaveLeftThem() {
        assertEquals(
                """
                Left behind by p.ATest:
                  process 4711 (12 s old, ended): java -jar server.jar
                  process 4712 (12 s old, cannot be ended): java -jar server.jar
                Left behind by p.ATest or p.BTest:
                  process 1 (12 s old, ended): java -jar server.jar
                Left behind by worker 1 or worker 2:
                  process 2 (12 s old, ended): java -jar server.jar
                Left behind by a test:
                  process 3 (12 s old, ended): java -jar server.jar""",
                console(
                        SERVER,
                        ANOTHERS,
                        leak(1, List.of("p.ATest", "p.BTest"), List.of(1), true),
                        leak(2, List.of(), List.of(1, 2), true),
                        leak(3, List.of(), List.of(), true)));
    }

    @Test
    void areCountedOnTheConsoleIfThereAreMany() {
        Leak[] many = IntStream.rangeClosed(1, 23)
                .mapToObj(pid -> leak(pid, List.of("p.ATest"), List.of(1), true))
                .toArray(Leak[]::new);

        List<String> lines = console(many).lines().toList();

        assertEquals(22, lines.size());
        assertEquals("  process 20 (12 s old, ended): java -jar server.jar", lines.get(20));
        assertEquals("  and 3 more, which are in the reports", lines.get(21));
    }
}
