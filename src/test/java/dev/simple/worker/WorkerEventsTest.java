package dev.simple.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.WorkerMessage;
import dev.simple.protocol.WorkerMessage.BatchFinished;
import dev.simple.protocol.WorkerMessage.ClassFinished;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import dev.simple.protocol.WorkerMessage.Output;
import dev.simple.protocol.WorkerMessage.Planned;
import dev.simple.protocol.WorkerMessage.TestFinished;
import dev.simple.protocol.WorkerMessage.TestStarted;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerEventsTest {

    private static ForkedWorker worker;

    @BeforeAll
    static void start() throws Exception {
        worker = ForkedWorker.ready();
    }

    @AfterAll
    static void exit() throws Exception {
        worker.send(new RunnerMessage.Exit());
        assertEquals(0, worker.awaitExit());
        worker.close();
    }

    private static List<String> story(String... fixtures) throws Exception {
        return new Story(worker.run(fixtures)).lines();
    }

    @Test
    void tellsOfTheClassAndItsTestsInTheOrderInWhichTheyHappen() throws Exception {
        List<WorkerMessage> messages = worker.run("FirstFixture");
        messages.removeIf(Output.class::isInstance);

        assertEquals(
                List.of(
                        Planned.class,
                        ClassStarted.class,
                        TestStarted.class,
                        TestFinished.class,
                        ClassFinished.class,
                        BatchFinished.class),
                messages.stream().map(Object::getClass).toList());
    }

    @Test
    void runsAllClassesOfARequestInTheGivenOrder() throws Exception {
        assertEquals(
                List.of(
                        "planned FirstFixture SecondFixture",
                        "begin SecondFixture",
                        "SecondFixture.passes: passed",
                        "end SecondFixture",
                        "begin FirstFixture",
                        "FirstFixture.passes: passed",
                        "end FirstFixture"),
                story("SecondFixture", "FirstFixture"));
    }

    @Test
    void tellsEveryKindOfTestAndEnding() throws Exception {
        assertEquals(
                List.of(
                        "planned KindsFixture",
                        "begin KindsFixture",
                        "KindsFixture.aPasses: passed",
                        "KindsFixture.bFails: failed AssertionFailedError",
                        "KindsFixture.cThrows: error IllegalStateException",
                        "KindsFixture.dAssumes: aborted (Assumption failed: not here)",
                        "KindsFixture.eDisabled: skipped (not today)",
                        "KindsFixture.fParameterized(String)[1]: passed",
                        "KindsFixture.fParameterized(String)[2]: failed AssertionFailedError",
                        "KindsFixture.gRepeated()[1]: passed",
                        "KindsFixture.gRepeated()[2]: passed",
                        "KindsFixture.hDynamic()[1]: passed",
                        "KindsFixture.iAbortedFactory: skipped (Assumption failed: no factory)",
                        "KindsFixture.nested: passed",
                        "KindsFixture.nestedDeeper: passed",
                        "end KindsFixture"),
                story("KindsFixture"));
    }

    @Test
    void tellsWhichNestedClassATestIsIn() throws Exception {
        Story story = new Story(worker.run("KindsFixture"));

        assertEquals(
                "dev.simple.fixtures.KindsFixture$Inner$Innermost",
                story.test("nestedDeeper").sourceClassName());
        assertEquals(
                "dev.simple.fixtures.KindsFixture", story.test("nestedDeeper").className());
    }

    @Test
    void skipsTheTestsOfADisabledClass() throws Exception {
        List<String> lines = story("DisabledFixture");

        assertEquals(
                List.of("DisabledFixture.one: skipped (all of it)", "DisabledFixture.two: skipped (all of it)"),
                lines.stream().filter(line -> line.contains(": ")).sorted().toList());
        assertEquals("begin DisabledFixture", lines.get(1));
        assertEquals("end DisabledFixture", lines.get(4));
    }

    @Test
    void reportsAClassThatCannotBeginAsItsInitializationError() throws Exception {
        assertEquals(
                List.of(
                        "planned BeforeAllFailingFixture",
                        "begin BeforeAllFailingFixture",
                        "BeforeAllFailingFixture.initializationError: error IllegalStateException",
                        "end BeforeAllFailingFixture"),
                story("BeforeAllFailingFixture"));
    }

    @Test
    void reportsAClassThatCannotEndAsItsExecutionError() throws Exception {
        assertEquals(
                List.of(
                        "planned AfterAllFailingFixture",
                        "begin AfterAllFailingFixture",
                        "AfterAllFailingFixture.passes: passed",
                        "AfterAllFailingFixture.executionError: error IllegalStateException",
                        "end AfterAllFailingFixture"),
                story("AfterAllFailingFixture"));
    }

    @Test
    void skipsTheTestsOfAClassThatAssumesWrongly() throws Exception {
        assertTrue(story("BeforeAllAssumingFixture")
                .contains("BeforeAllAssumingFixture.neverRuns: skipped (Assumption failed: does not apply)"));
    }

    @Test
    void reportsAClassWhoseInitialiserThrows() throws Exception {
        List<String> lines = story("BrokenInitialiserFixture", "FirstFixture");

        assertTrue(lines.get(2).contains("error ExceptionInInitializerError"), lines::toString);
        assertTrue(lines.contains("FirstFixture.passes: passed"));
    }

    @Test
    void plansNothingForAClassWithoutTests() throws Exception {
        assertEquals(List.of("planned "), story("Hanging"));
    }

    @Test
    void reportsWhatCannotBeClosedAfterTheLastClass() throws Exception {
        List<String> lines = story("RootResourceFixture");

        assertTrue(lines.contains("RootResourceFixture.passes: passed"));
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("JUnit Jupiter.") && line.contains(": error")),
                lines::toString);
    }

    @Test
    void survivesATestThatLeavesAContextClassLoaderThatFindsNothing() throws Exception {
        worker.run("ContextClassLoaderFixture");

        assertTrue(story("FirstFixture").contains("FirstFixture.passes: passed"));
    }

    @Test
    void survivesATestThatLeavesTheThreadInterrupted() throws Exception {
        Story story = new Story(worker.run("InterruptedFixture"));

        assertTrue(story.lines().contains("InterruptedFixture.aInterrupts: passed"));
        assertTrue(story.lines().contains("InterruptedFixture.bPasses: passed"));
        assertTrue(story("FirstFixture").contains("FirstFixture.passes: passed"));
    }

    @Test
    void runsSingleTestsAgainByTheirUniqueIds() throws Exception {
        Story first = new Story(worker.run("KindsFixture"));

        worker.send(new RunnerMessage.RunTests(List.of(
                first.test("fParameterized(String)[2]").uniqueId(),
                first.test("nested").uniqueId())));

        assertEquals(
                List.of(
                        "planned KindsFixture",
                        "begin KindsFixture",
                        "KindsFixture.fParameterized(String)[2]: failed AssertionFailedError",
                        "KindsFixture.nested: passed",
                        "end KindsFixture"),
                new Story(worker.until(BatchFinished.class)).lines());
    }

    @Test
    void runsAClassAgainThatWasReportedByItsName() throws Exception {
        worker.send(new RunnerMessage.RunTests(List.of("gone.GoneFixture", "dev.simple.fixtures.FirstFixture")));

        List<String> lines = new Story(worker.until(BatchFinished.class)).lines();
        assertTrue(lines.contains("GoneFixture.initializationError: error ClassNotFoundException"), lines::toString);
        assertTrue(lines.contains("FirstFixture.passes: passed"), lines::toString);
    }
}
