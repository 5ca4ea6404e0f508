package dev.simple.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.ConfigurationException;
import dev.simple.fixtures.BrokenClass;
import dev.simple.fixtures.Waiting;
import dev.simple.model.Counts;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsOfARunTest {

    @TempDir
    private Path directory;

    @Test
    void keepsTheOutputOfTestsAfterOneThatClosedIt() throws IOException {
        SampleRun run = new SampleRun(directory, "ClosingFixture", "FirstFixture");

        run.execute();

        assertTrue(run.events.output("FirstFixture").contains("First in "));
    }

    @Test
    void setsSystemPropertiesBeforeAnythingReadsThem() throws IOException {
        SampleRun run = new SampleRun(directory, "LogManagerFixture")
                .property("java.util.logging.manager", "dev.simple.fixtures.LogManagerFixture$Custom");

        assertEquals(new Counts(1, 0, 0, 0, 0), run.execute().counts());
    }

    @Test
    void appliesTheFiltersToRerunsToo() throws IOException {
        SampleRun run =
                new SampleRun(directory, "FlakySetupFixture").groups("wanted").reruns(1);

        assertEquals(
                new Counts(2, 0, 0, 0, 1),
                run.execute().counts(),
                () -> run.events.verdicts().toString());
    }

    @Test
    void countsAMixedSuite() throws IOException {
        BrokenClass.compileTo(directory);
        SampleRun run = new SampleRun(
                        directory,
                        "FirstFixture",
                        "KindsFixture",
                        "KindsFixture$Inner",
                        "DisabledFixture",
                        BrokenClass.NOT_LOADABLE,
                        "BeforeAllFailingFixture",
                        "AfterAllFailingFixture",
                        "NativeOutputFixture",
                        "Hanging")
                .classPath(directory);

        RunResult result = run.execute();

        assertEquals(
                new Counts(21, 2, 4, 5, 0),
                result.counts(),
                () -> run.events.verdicts().toString());
        assertEquals(7, result.classes());
        assertEquals(6, result.problems().size());
        assertEquals(List.of(), result.notRun());
        assertEquals(List.of(), result.crashes());
        assertNull(result.stopReason());
        assertEquals("native out\nnative err\n", run.events.output("NativeOutputFixture"));
        assertEquals(9, run.events.results().size());
        assertEquals(1, run.events.pids.size());
    }

    @Test
    void knowsWhichClassHasWrittenNativelyHoweverLateItReadsThat() throws IOException {
        SampleRun run = new SampleRun(
                directory, "PrintingFixture", "NativeOutputFixture", "InheritedStreamsFixture", "TellingFixture");
        run.listener(event -> {
            if (event instanceof RunEvent.ClassStarted started
                    && started.className().endsWith("PrintingFixture")) {
                Waiting.until(Waiting.LONG, "the last class", () -> Files.exists(run.fixtureFile()));
            }
        });

        run.execute();

        assertFalse(run.events.output("PrintingFixture").contains("native"));
        assertEquals("native out\nnative err\n", run.events.output("NativeOutputFixture"));
        assertEquals("\0".repeat(300_000) + "\ndone\n", run.events.output("InheritedStreamsFixture"));
        assertEquals("", run.events.output("TellingFixture"));
    }

    @Test
    void tellsWhatIsWrittenNativelyWhileTheTestRuns() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "PromptingFixture");
        run.listener(event -> {
            if (event instanceof RunEvent.OutputReceived output
                    && new String(output.bytes(), UTF_8).contains("question")) {
                SampleRun.create(run.fixtureFile());
            }
        });

        assertEquals(new Counts(2, 0, 0, 0, 0), run.execute().counts());
        assertEquals("question\n", run.events.output("PromptingFixture"));
    }

    @Test
    void givesEachClassAJvmOfItsOwnIfForksAreNotReused() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "SecondFixture", "ThirdFixture").freshForks();

        run.execute();

        assertEquals(
                List.of("FirstFixture", "SecondFixture", "ThirdFixture"),
                run.events.results().stream()
                        .map(result -> RecordingListener.simple(result.className()))
                        .toList());
        assertEquals(3, run.events.pids.size());
        run.events.all(RunEvent.WorkerStarted.class).forEach(worker -> assertEquals(1, worker.forkNumber()));
    }

    @Test
    void givesEachWorkerItsForkNumberEverywhere() throws IOException {
        SampleRun run = new SampleRun(directory, "ParallelSurroundingsFixture", "SurroundingsFixture")
                .forks(2)
                .argument("-Dfixture.argument=a b\\c\"${surefire.forkNumber}")
                .property("fixture.property", "p${surefire.threadNumber}")
                .environment("FIXTURE", "e${surefire.forkNumber}")
                .workingDirectory("work ${surefire.forkNumber}");

        run.execute();

        Set<String> outputs = new TreeSet<>(
                List.of(run.events.output("SurroundingsFixture"), run.events.output("ParallelSurroundingsFixture")));
        assertEquals(new TreeSet<>(List.of(surroundings(1), surroundings(2))), outputs);
        assertEquals(
                Set.of(1, 2),
                Set.copyOf(run.events.all(RunEvent.WorkerStarted.class).stream()
                        .map(RunEvent.WorkerStarted::forkNumber)
                        .toList()));
    }

    private static String surroundings(int number) {
        return """
                property p%1$d
                argument a b\\c"%1$d
                environment e%1$d
                directory work %1$d
                assertions true
                """.formatted(number);
    }

    @Test
    void waitsNeitherForAChildThatHoldsTheStreamsNorForAThreadThatATestLeftBehind() throws IOException {
        SampleRun run = new SampleRun(directory, "SurvivingChildFixture", "NonDaemonThreadFixture");

        RunResult result = run.execute();

        long child = Long.parseLong(Files.readString(run.fixtureFile()));
        assertFalse(Waiting.isAlive(child));
        assertEquals(new Counts(2, 0, 0, 0, 0), result.counts());
        assertEquals(List.of(), run.events.notices());
        assertTrue(result.duration().toSeconds() < 30, result.duration()::toString);
    }

    @Tag("long")
    @Test
    void killsAWorkerThatDoesNotExit() throws IOException {
        SampleRun run = new SampleRun(directory, "HangingExitFixture").exit(Duration.ofMillis(300));

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems());
        assertTrue(run.events.notices().toString().contains("did not exit within"), run.events.notices()::toString);
    }

    @Test
    void stopsAfterAsManyFailuresAsAllowed() throws IOException {
        SampleRun run =
                new SampleRun(directory, "FirstFixture", "FailingFixture", "SecondFixture").skipAfterFailures(1);

        RunResult result = run.execute();

        assertEquals(List.of("FailingFixture.fails=FAILED", "FirstFixture.passes=PASSED"), run.events.verdicts());
        assertEquals(List.of("dev.simple.fixtures.SecondFixture"), result.notRun());
        assertTrue(String.valueOf(result.stopReason()).contains("skipAfterFailureCount"));
    }

    @Test
    void startsNothingIfOtherModulesHaveReachedTheLimit() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "SecondFixture")
                .skipAfterFailures(2)
                .problemsOfBuild(new AtomicInteger(2));

        RunResult result = run.execute();

        assertEquals(0, result.counts().tests());
        assertEquals(run.classNames(), result.notRun());
        assertEquals(Set.of(), run.events.pids);
    }

    @Test
    void stopsWhenAnotherModuleReachesTheLimit() throws IOException {
        AtomicInteger problems = new AtomicInteger();
        SampleRun run = new SampleRun(directory, "FirstFixture", "SecondFixture").skipAfterFailures(1);
        run.problemsOfBuild(problems).listener(event -> {
            if (event instanceof ClassFinished) {
                problems.incrementAndGet();
            }
        });

        RunResult result = run.execute();

        assertEquals(1, result.counts().tests());
        assertEquals(1, result.notRun().size());
    }

    @Test
    void countsACrashAmongTheFailuresAfterWhichItStops() throws IOException {
        SampleRun run = new SampleRun(directory, "HaltFixture", "FirstFixture", "SecondFixture").skipAfterFailures(1);

        RunResult result = run.execute();

        assertEquals(List.of("HaltFixture.halts=ERROR"), run.events.verdicts());
        assertEquals(2, result.notRun().size());
    }

    @Tag("long")
    @Test
    void doesNotCountRerunsAmongTheFailuresAfterWhichItStops() throws IOException {
        SampleRun run = new SampleRun(directory, "KindsFixture", "FailingFixture")
                .skipAfterFailures(4)
                .reruns(2);

        RunResult result = run.execute();

        assertNull(result.stopReason());
        assertEquals(List.of(), result.notRun());
        assertEquals(4, result.problems().size());
        result.problems()
                .forEach(problem -> assertEquals(3, problem.executions().size()));
    }

    @Tag("long")
    @Test
    void neverGivesOneForkNumberToTwoRuns() throws Exception {
        ForkNumbers numbers = new ForkNumbers(ConcurrentHashMap.newKeySet(), 2);
        List<String> held = Collections.synchronizedList(new ArrayList<>());
        Set<Integer> now = ConcurrentHashMap.newKeySet();
        CompletableFuture<?>[] runs = new CompletableFuture<?>[2];
        for (int i = 0; i < runs.length; i++) {
            Path own = Files.createDirectories(directory.resolve("run" + i));
            Map<Integer, Integer> numbersOfWorkers = new ConcurrentHashMap<>();
            SampleRun run = new SampleRun(own, "FirstFixture", "SecondFixture")
                    .freshForks()
                    .forks(2)
                    .sharing(numbers)
                    .listener(event -> {
                        if (event instanceof RunEvent.WorkerStarted started) {
                            numbersOfWorkers.put(started.worker(), started.forkNumber());
                        } else if (event instanceof RunEvent.ClassStarted started
                                && !now.add(numbersOfWorkers.get(started.worker()))) {
                            held.add("twice: " + numbersOfWorkers.get(started.worker()));
                        } else if (event instanceof RunEvent.ClassFinished finished) {
                            now.remove(numbersOfWorkers.get(finished.worker()));
                        }
                    });
            runs[i] = CompletableFuture.runAsync(() -> {
                try {
                    run.execute();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        CompletableFuture.allOf(runs).get(Waiting.LONG.toSeconds(), TimeUnit.SECONDS);

        assertEquals(List.of(), held);
        assertEquals(1, numbers.tryAcquire().orElseThrow());
        assertEquals(2, numbers.tryAcquire().orElseThrow());
        assertTrue(numbers.tryAcquire().isEmpty());
    }

    @Test
    void leavesNothingWhenAListenerThrows() {
        SampleRun run = new SampleRun(directory, "HangingFixture").listener(event -> {
            if (event instanceof RunEvent.TestStarted started
                    && started.test().name().equals("bHangs")) {
                throw new IllegalStateException("the listener is broken");
            }
        });

        assertThrows(IllegalStateException.class, run::execute);

        assertFalse(run.events.pids.isEmpty());
    }

    @Test
    void refusesATagExpressionThatMakesNoSense() {
        SampleRun run = new SampleRun(directory, "FirstFixture").groups("fast & (");

        String message = String.valueOf(
                assertThrows(ConfigurationException.class, run::execute).getMessage());

        assertTrue(message.contains("fast & ("), message);
    }
}
