package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.LeakPolicy;
import dev.simple.fixtures.Waiting;
import dev.simple.model.Leak;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTest {

    @TempDir
    private Path directory;

    private Leak leakOf(SampleRun run, RunResult result) throws IOException {
        long pid = Long.parseLong(Files.readString(run.fixtureFile()).strip());
        assertFalse(Waiting.isAlive(pid));
        Leak leak = result.leaks().stream()
                .filter(process -> process.pid() == pid)
                .findFirst()
                .orElseThrow(() -> new AssertionError(pid + " is not in " + result.leaks()));
        assertTrue(leak.commandLine().endsWith("sleep 60"), leak::commandLine);
        assertTrue(leak.ended());
        return leak;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SurvivingChildFixture", "DaemonFixture"})
    void areFoundInTheWorkerThatTheirClassShares(String fixture) throws Exception {
        SampleRun run = new SampleRun(directory, "FirstFixture", fixture, "SecondFixture").forks(1);

        RunResult result = run.execute();

        // The start of a process is known to a hundredth of a second, in which another class may have run.
        List<String> classNames = leakOf(run, result).classNames();
        assertTrue(classNames.contains("dev.simple.fixtures." + fixture), classNames::toString);
        assertEquals(1, run.events.all(RunEvent.ProcessesLeftBehind.class).size());
        assertEquals(0, result.counts().problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SurvivingChildFixture", "DaemonFixture"})
    void areFoundAfterTheClassWithAJvmOfItsOwn(String fixture) throws Exception {
        SampleRun run = new SampleRun(directory, fixture, "FirstFixture", "SecondFixture", "ThirdFixture").freshForks();

        RunResult result = run.execute();

        assertEquals(
                List.of("dev.simple.fixtures." + fixture), leakOf(run, result).classNames());
        List<RunEvent> events = run.events.events;
        int leak = events.indexOf(
                run.events.all(RunEvent.ProcessesLeftBehind.class).get(0));
        assertTrue(leak < events.size() - 3, "They are told while the run goes on.");
    }

    @Test
    void areFoundWithSeveralWorkers() throws Exception {
        SampleRun run =
                new SampleRun(directory, "FirstFixture", "DaemonFixture", "SecondFixture", "ThirdFixture").forks(2);

        List<String> classNames = leakOf(run, run.execute()).classNames();

        assertTrue(classNames.contains("dev.simple.fixtures.DaemonFixture"), classNames::toString);
    }

    @Test
    void areEndedAndNotToldIfNobodyWantsToKnow() throws Exception {
        SampleRun run = new SampleRun(directory, "SurvivingChildFixture").leaks(LeakPolicy.IGNORE);

        RunResult result = run.execute();

        assertEquals(List.of(), result.leaks());
        assertFalse(Waiting.isAlive(Long.parseLong(Files.readString(run.fixtureFile()))));
        assertEquals(List.of(), run.events.all(RunEvent.ProcessesLeftBehind.class));
    }
}
