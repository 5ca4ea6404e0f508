package dev.simple.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.protocol.MethodRule;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.Rejected;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSelectionTest {

    private static List<String> tests(RunnerMessage.Setup setup) throws Exception {
        try (ForkedWorker worker = ForkedWorker.start()) {
            worker.send(setup);
            return new Story(worker.run("TaggedFixture", "FirstFixture"))
                    .lines().stream()
                            .filter(line -> line.contains(": "))
                            .sorted()
                            .toList();
        }
    }

    @Test
    void runsWhatATagExpressionSelects() throws Exception {
        assertEquals(
                List.of("TaggedFixture.fast: passed", "TaggedFixture.slow: passed"),
                tests(ForkedWorker.setup(Map.of(), List.of("fast & !flaky", "slow"), List.of())));
    }

    @Test
    void leavesOutWhatATagExpressionExcludes() throws Exception {
        assertEquals(
                List.of("FirstFixture.passes: passed", "TaggedFixture.fast: passed"),
                tests(new RunnerMessage.Setup(
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of("slow | flaky"),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        false)));
    }

    @Test
    void runsTheMethodsThatRulesName() throws Exception {
        assertEquals(
                List.of("TaggedFixture.slow: passed"),
                tests(ForkedWorker.setup(
                        Map.of(), List.of(), List.of(new MethodRule(false, ".*/TaggedFixture\\.class", "slow")))));
    }

    /** Their invocations are not known before they run; JUnit 4's are, by name. */
    @Test
    void runsAllInvocationsWhereOnesAreNamedByTheirIndex() throws Exception {
        try (ForkedWorker worker = ForkedWorker.start()) {
            worker.send(ForkedWorker.setup(
                    Map.of(), List.of(), List.of(new MethodRule(false, ".*/KindsFixture\\.class", "[a-h].*\\[.*\\]"))));
            assertEquals(
                    List.of(
                            "KindsFixture.fParameterized(String)[1]: passed",
                            "KindsFixture.fParameterized(String)[2]: failed AssertionFailedError",
                            "KindsFixture.gRepeated()[1]: passed",
                            "KindsFixture.gRepeated()[2]: passed",
                            "KindsFixture.hDynamic()[1]: passed"),
                    new Story(worker.run("KindsFixture"))
                            .lines().stream()
                                    .filter(line -> line.contains(": "))
                                    .sorted()
                                    .toList());
        }
    }

    @Test
    void refusesATagExpressionThatMakesNoSense() throws Exception {
        try (ForkedWorker worker = ForkedWorker.start()) {
            worker.send(ForkedWorker.setup(Map.of(), List.of("fast & ("), List.of()));

            String reason = worker.await(Rejected.class).reason();
            assertTrue(reason.contains("fast & ("), reason);
        }
    }

    @Test
    void runsTwoClassesAtOnceInParallelMode() throws Exception {
        try (ForkedWorker worker = ForkedWorker.start()) {
            worker.send(ForkedWorker.setup(
                    Map.of(
                            "junit.jupiter.execution.parallel.enabled", "true",
                            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                            "junit.jupiter.execution.parallel.config.strategy", "fixed",
                            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2"),
                    List.of(),
                    List.of()));

            List<WorkerMessage> messages = worker.run("ParallelFixtureOne", "ParallelFixtureTwo");

            Story story = new Story(messages);
            assertEquals(
                    List.of("ParallelFixtureOne.meets: passed", "ParallelFixtureTwo.meets: passed"),
                    story.lines().stream()
                            .filter(line -> line.contains(": "))
                            .sorted()
                            .toList());
            for (WorkerMessage message : messages) {
                if (message instanceof WorkerMessage.Output output) {
                    String text = new String(output.bytes(), java.nio.charset.StandardCharsets.UTF_8);
                    if (text.startsWith("from ")) {
                        assertEquals(
                                "dev.simple.fixtures.ParallelFixture"
                                        + text.substring(5).strip(),
                                output.className());
                    }
                }
            }
            assertEquals(
                    2,
                    story.output().stream()
                            .filter(line -> line.contains("meets: from"))
                            .count());
        }
    }
}
