package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.checkpoint.Checkpoint;
import dev.simple.checkpoint.CheckpointFile;
import dev.simple.config.RunConfiguration.Protection;
import dev.simple.fixtures.Waiting;
import dev.simple.guard.ResourceProbe;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunEvent.PressureChanged;
import dev.simple.model.RunEvent.ResourcesSampled;
import dev.simple.model.RunResult;
import dev.simple.model.UnitName;
import dev.simple.model.UnitResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtectedRunTest {

    private static final Protection LIMITS =
            new Protection(true, 100, 90, Duration.ofSeconds(30), Duration.ofSeconds(3), 0, 0);

    @TempDir
    private Path directory;

    /** Percent in use. */
    private final AtomicInteger memory = new AtomicInteger(40);

    private final ResourceProbe probe =
            () -> new ResourceSample(Instant.now(), 10, 100L << 30, (100L - memory.get()) << 30, 1L << 40, null);

    private static boolean starts(RunEvent event, String fixture) {
        return event instanceof ClassStarted started && started.className().endsWith(fixture);
    }

    private static boolean ends(RunEvent event, String fixture) {
        return event instanceof ClassFinished finished
                && finished.result().className().endsWith(fixture);
    }

    private static boolean becomes(RunEvent event, PressureLevel level) {
        return event instanceof PressureChanged changed && changed.level() == level;
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void startsNoClassWhileTheMachineIsFullAndGoesOnAfterwards() throws IOException {
        SampleRun run =
                new SampleRun(directory, "FirstFixture", "SlowFixture", "ThirdFixture").protection(LIMITS, probe);
        AtomicInteger looks = new AtomicInteger();
        run.listener(event -> {
            if (starts(event, "SlowFixture")) {
                memory.set(95);
            } else if (becomes(event, PressureLevel.HOLDING)) {
                looks.set(1);
            } else if (looks.get() > 0 && event instanceof ResourcesSampled && looks.incrementAndGet() == 2) {
                // Long enough for the worker to hear of it.
                SampleRun.create(run.fixtureFile());
            } else if (ends(event, "SlowFixture")) {
                memory.set(40);
            }
        });

        RunResult result = run.execute();

        assertEquals(RunEnd.COMPLETE, result.end());
        assertEquals(3, result.counts().tests());
        List<String> story = run.events.events.stream()
                .filter(event -> event instanceof PressureChanged || starts(event, "ThirdFixture"))
                .map(event -> event instanceof PressureChanged changed
                        ? changed.level().name()
                        : "third")
                .toList();
        assertEquals(List.of("HOLDING", "EASING", "third"), story.subList(0, 3));
        assertTrue(run.events.events.stream().anyMatch(ResourcesSampled.class::isInstance));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void runsOneClassAtATimeUntilItIsCalm() throws IOException {
        for (boolean reuse : new boolean[] {false, true}) {
            memory.set(40);
            SampleRun run = new SampleRun(
                            directory, "SlowFixture", "SlowFixtureToo", "FirstFixture", "SecondFixture", "ThirdFixture")
                    .forks(2)
                    .protection(LIMITS, probe);
            if (!reuse) {
                run.freshForks();
            }
            Path other = Path.of(run.fixtureFile() + "-too");
            AtomicInteger looks = new AtomicInteger();
            run.listener(event -> {
                if (looks.get() > 0 && event instanceof ResourcesSampled && looks.incrementAndGet() == 3) {
                    SampleRun.create(other);
                } else if (ends(event, "SlowFixture")) {
                    // Long enough for another class to start if it could.
                    looks.set(1);
                } else if (starts(event, "SlowFixtureToo")) {
                    memory.set(95);
                } else if (becomes(event, PressureLevel.HOLDING)) {
                    memory.set(40);
                } else if (becomes(event, PressureLevel.EASING)) {
                    SampleRun.create(run.fixtureFile());
                }
            });

            assertEquals(RunEnd.COMPLETE, run.execute().end());

            int running = 2;
            for (RunEvent event : afterEasing(run)) {
                running += event instanceof ClassStarted ? 1 : event instanceof ClassFinished ? -1 : 0;
                assertTrue(!(event instanceof ClassStarted) || running == 1, () -> event + " beside another");
            }
            Files.delete(run.fixtureFile());
            Files.delete(other);
        }
    }

    /** Until all is well again. */
    private static List<RunEvent> afterEasing(SampleRun run) {
        return run.events.events.stream()
                .dropWhile(event -> !becomes(event, PressureLevel.EASING))
                .takeWhile(event -> !becomes(event, PressureLevel.NONE))
                .toList();
    }

    @Test
    void endsWithEverythingSavedIfItDoesNotHelp() throws Exception {
        SampleRun run = new SampleRun(directory, "FirstFixture", "SlowFixture", "ThirdFixture")
                .protection(LIMITS, probe)
                .listener(event -> {
                    if (starts(event, "SlowFixture")) {
                        memory.set(95);
                    }
                });

        RunResult result = run.execute();

        assertEquals(RunEnd.RESOURCE_SHUTDOWN, result.end());
        assertTrue(String.valueOf(result.stopReason()).startsWith("memory 95 % over the limit of 90 % for "));
        assertEquals(List.of("dev.simple.fixtures.SlowFixture", "dev.simple.fixtures.ThirdFixture"), result.notRun());
        Checkpoint checkpoint = new CheckpointFile(directory.resolve("checkpoint.json")).read();
        assertEquals(RunEnd.RESOURCE_SHUTDOWN, checkpoint.end());
        assertEquals(
                List.of("dev.simple.fixtures.FirstFixture"),
                checkpoint.results().units().stream().map(UnitResult::name).toList());
    }

    @Test
    void goesOnUnwatchedIfTheMachineCannotBeWatched() throws IOException {
        SampleRun run = new SampleRun(directory, "FirstFixture", "SlowFixture").protection(LIMITS, () -> {
            throw new IOException("no /proc");
        });
        run.listener(event -> {
            if (event instanceof Notice) {
                SampleRun.create(run.fixtureFile());
            }
        });

        assertEquals(RunEnd.COMPLETE, run.execute().end());
        assertEquals(
                List.of("The machine cannot be watched, so that simple.selfProtect has no effect:"
                        + " java.io.IOException: no /proc"),
                run.events.events.stream()
                        .filter(Notice.class::isInstance)
                        .map(event -> ((Notice) event).message())
                        .toList());
    }

    @Test
    void leavesAClassForTheEndThatNeedsMoreMemoryThanThereIs() throws IOException {
        SampleRun run = new SampleRun(directory, "SlowFixture", "SecondFixture", "FirstFixture", "ThirdFixture")
                .forks(2)
                .freshForks()
                .previousMemory("FirstFixture", 70L << 30)
                .protection(LIMITS, probe);
        run.listener(event -> {
            if (ends(event, "ThirdFixture")) {
                SampleRun.create(run.fixtureFile());
            }
        });

        RunResult result = run.execute();

        assertEquals(4, result.counts().tests());
        assertEquals(
                List.of("SecondFixture", "ThirdFixture", "SlowFixture", "FirstFixture"),
                run.events.results().stream()
                        .map(end -> UnitName.simple(end.className()))
                        .toList());
        assertEquals(
                List.of("dev.simple.fixtures.FirstFixture runs later and alone: its processes used 71680 MiB the last"
                        + " time, and 61440 MiB are available."),
                run.events.events.stream()
                        .filter(Notice.class::isInstance)
                        .map(event -> ((Notice) event).message())
                        .toList());
    }

    @Test
    void doesTheSameWithWorkersThatRunMany() throws IOException {
        SampleRun run = new SampleRun(
                        directory, "SlowFixture", "SecondFixture", "FirstFixture", "ThirdFixture", "FourthFixture")
                .forks(2)
                .previousMemory("FirstFixture", 70L << 30)
                .protection(LIMITS, probe);
        run.listener(event -> {
            if (ends(event, "FourthFixture")) {
                SampleRun.create(run.fixtureFile());
            }
        });

        RunResult result = run.execute();

        assertEquals(RunEnd.COMPLETE, result.end());
        List<String> ends = run.events.results().stream()
                .map(end -> UnitName.simple(end.className()))
                .toList();
        assertEquals("FirstFixture", ends.get(ends.size() - 1), ends::toString);
        assertEquals(List.of("FirstFixture runs later and alone"), notices(run));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void letsAClassOfABatchWaitForWhichThereIsNoRoomAnyMore() throws IOException {
        memory.set(10);
        // So many that the first batch has two.
        SampleRun run = new SampleRun(
                        directory,
                        "SlowFixture",
                        "PatientFixture",
                        "SlowFixtureToo",
                        "FirstFixture",
                        "SecondFixture",
                        "ThirdFixture",
                        "FourthFixture",
                        "PrintingFixture")
                .forks(2)
                .previousMemory("PatientFixture", 70L << 30)
                .protection(new Protection(true, 100, 100, Duration.ofSeconds(30), Duration.ofSeconds(3), 0, 0), probe);
        AtomicInteger slow = new AtomicInteger();
        Map<String, Integer> looks = new HashMap<>();
        run.listener(event -> {
            if (starts(event, "SlowFixture") || starts(event, "SlowFixtureToo")) {
                memory.set(slow.incrementAndGet() == 2 ? 60 : 10);
            } else if (event instanceof Notice) {
                // Long enough for the worker to hear of it.
                looks.put("", 2);
            } else if (ends(event, "SlowFixture")) {
                // Long enough for another class to start if it could; likewise below.
                looks.put("-too", 3);
            } else if (starts(event, "PatientFixture")) {
                looks.put("-third", 3);
            } else if (event instanceof ResourcesSampled) {
                looks.replaceAll((file, left) -> left - 1);
                looks.forEach((file, left) -> {
                    if (left == 0) {
                        SampleRun.create(Path.of(run.fixtureFile() + file));
                    }
                });
            }
        });

        RunResult result = run.execute();

        assertEquals(RunEnd.COMPLETE, result.end());
        assertEquals(List.of("PatientFixture waits until there is room"), notices(run));
        List<String> story = run.events.events.stream()
                .dropWhile(event -> !ends(event, "SlowFixture"))
                .flatMap(event -> event instanceof ClassStarted started
                        ? Stream.of(UnitName.simple(started.className()) + " starts")
                        : event instanceof ClassFinished finished
                                ? Stream.of(UnitName.simple(finished.result().className()) + " ends")
                                : Stream.of())
                .toList();
        assertEquals(
                List.of("SlowFixture ends", "SlowFixtureToo ends", "PatientFixture starts", "PatientFixture ends"),
                story.subList(0, 4));
    }

    /** Their beginnings, to the first comma or colon. */
    private static List<String> notices(SampleRun run) {
        return run.events.events.stream()
                .filter(Notice.class::isInstance)
                .map(event -> ((Notice) event).message().split("[,:]", 2)[0].replace("dev.simple.fixtures.", ""))
                .toList();
    }

    /** As modules that are built at the same time. */
    private List<SampleRun> twoRuns(String... fixtures) throws IOException {
        SampleRun first =
                new SampleRun(Files.createDirectory(directory.resolve("a")), fixtures).protection(LIMITS, probe);
        SampleRun second = new SampleRun(Files.createDirectory(directory.resolve("b")), fixtures)
                .protection(LIMITS, probe)
                .besides(first);
        return List.of(first, second);
    }

    private static List<RunResult> execute(List<SampleRun> runs) throws Exception {
        List<CompletableFuture<RunResult>> results = runs.stream()
                .map(run -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return run.execute();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .toList();
        List<RunResult> found = new ArrayList<>();
        for (CompletableFuture<RunResult> result : results) {
            found.add(result.get(4 * Waiting.LONG.toSeconds(), TimeUnit.SECONDS));
        }
        return found;
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void runsOneClassOfAllModulesUntilItIsCalm() throws Exception {
        List<SampleRun> runs = twoRuns("SlowFixture", "FirstFixture", "SecondFixture");
        List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger slow = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        for (SampleRun run : runs) {
            run.listener(event -> {
                events.add(event);
                if (starts(event, "SlowFixture") && slow.incrementAndGet() == 2) {
                    memory.set(95);
                } else if (becomes(event, PressureLevel.HOLDING)) {
                    memory.set(40);
                } else if (becomes(event, PressureLevel.EASING) && run == runs.get(0)) {
                    SampleRun.create(run.fixtureFile());
                } else if (ends(event, "SlowFixture") && run == runs.get(0)) {
                    // Long enough for another class to start if it could.
                    looks.set(1);
                } else if (looks.get() > 0 && event instanceof ResourcesSampled && looks.incrementAndGet() == 5) {
                    SampleRun.create(runs.get(1).fixtureFile());
                }
            });
        }

        execute(runs).forEach(result -> assertEquals(RunEnd.COMPLETE, result.end()));

        int running = 2;
        List<RunEvent> easing = List.copyOf(events).stream()
                .dropWhile(event -> !becomes(event, PressureLevel.EASING))
                .takeWhile(event -> !becomes(event, PressureLevel.NONE))
                .toList();
        for (RunEvent event : easing) {
            running += event instanceof ClassStarted ? 1 : event instanceof ClassFinished ? -1 : 0;
            assertTrue(!(event instanceof ClassStarted) || running == 1, () -> event + " beside another");
        }
        assertTrue(easing.stream().anyMatch(event -> ends(event, "SlowFixture")));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void endsAllModulesForTheSameReason() throws Exception {
        List<SampleRun> runs = twoRuns("SlowFixture", "FirstFixture");
        AtomicInteger slow = new AtomicInteger();
        runs.forEach(run -> run.listener(event -> {
            if (starts(event, "SlowFixture") && slow.incrementAndGet() == 2) {
                memory.set(95);
            }
        }));

        List<RunResult> results = execute(runs);

        assertEquals(RunEnd.RESOURCE_SHUTDOWN, results.get(0).end());
        assertEquals(RunEnd.RESOURCE_SHUTDOWN, results.get(1).end());
        assertEquals(results.get(0).stopReason(), results.get(1).stopReason());
    }

    @Test
    void endsWithAnotherModuleAlthoughItIsNotProtectedItself() throws Exception {
        AtomicReference<@Nullable String> reason = new AtomicReference<>();
        SampleRun run = new SampleRun(directory, "FirstFixture", "SlowFixture").shutdown(reason::get);
        run.listener(event -> {
            if (starts(event, "SlowFixture")) {
                reason.set("memory 95 % over the limit of 90 % for 20 s");
            }
        });

        RunResult result = run.execute();

        assertEquals(RunEnd.RESOURCE_SHUTDOWN, result.end());
        assertEquals("memory 95 % over the limit of 90 % for 20 s", result.stopReason());
        assertEquals(List.of("dev.simple.fixtures.SlowFixture"), result.notRun());
    }
}
