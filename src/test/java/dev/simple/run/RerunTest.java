package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.simple.fixtures.BrokenClass;
import dev.simple.model.Counts;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunTest {

    @TempDir
    private Path directory;

    @Test
    void tellsTheFlakyCaseOfATestFromTheOthers() throws IOException {
        SampleRun run = new SampleRun(directory, "FlakyFixture", "FirstFixture").reruns(1);

        RunResult result = run.execute();

        assertEquals(
                List.of(
                        "FirstFixture.passes=PASSED",
                        "FlakyFixture.cases(String)[1]=FLAKY",
                        "FlakyFixture.cases(String)[2]=PASSED",
                        "FlakyFixture.cases(String)[3]=FAILED"),
                run.events.verdicts());
        assertEquals(new Counts(4, 1, 0, 0, 1), result.counts());
    }

    @Test
    void runsFailedTestsAgainInANewWorkerAndPassedOnesNotAgain() throws IOException {
        SampleRun run = new SampleRun(directory, "FlakyFixture").reruns(1);

        run.execute();

        List<Long> pids = run.events.pids("FlakyFixture");
        assertEquals(2, pids.size());
        assertNotEquals(pids.get(0), pids.get(1));
        assertEquals(
                1,
                run.events
                        .output("FlakyFixture")
                        .lines()
                        .filter(line -> line.startsWith("passing in"))
                        .count());
    }

    @Test
    void countsAClassThatBeginsOnlyTheSecondTimeAsFlaky() throws IOException {
        SampleRun run = new SampleRun(directory, "FlakyBeforeAllFixture").reruns(1);

        RunResult result = run.execute();

        assertEquals(
                List.of("FlakyBeforeAllFixture.initializationError=FLAKY", "FlakyBeforeAllFixture.passes=PASSED"),
                run.events.verdicts());
        assertEquals(0, result.counts().problems());
    }

    @Tag("long")
    @Test
    void runsNothingAgainThatWasNotRunToItsEnd() throws IOException {
        SampleRun run = new SampleRun(directory, "HaltFixture", "FailingFixture").reruns(2);

        RunResult result = run.execute();

        assertEquals(List.of("FailingFixture.fails=FAILED", "HaltFixture.halts=ERROR"), run.events.verdicts());
        assertEquals(1, result.crashes().size());
        assertEquals(
                List.of(1, 2, 3),
                run.events.all(RunEvent.ClassStarted.class).stream()
                        .filter(begun -> begun.className().endsWith("FailingFixture"))
                        .map(RunEvent.ClassStarted::run)
                        .toList());
    }

    @Tag("long")
    @Test
    void survivesClassesThatCannotBeLookedAtTheSecondTimeEither() throws IOException {
        BrokenClass.compileTo(directory);
        SampleRun run = new SampleRun(directory, BrokenClass.NOT_LOADABLE, BrokenClass.NOT_READABLE, "FailingFixture")
                .classPath(directory)
                .reruns(1);

        RunResult result = run.execute();

        assertEquals(new Counts(3, 1, 2, 0, 0), result.counts());
        assertEquals(List.of(), result.crashes());
        result.problems()
                .forEach(problem -> assertEquals(2, problem.executions().size()));
    }
}
