package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.UnitLimits;
import dev.simple.model.Interruption;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProfiledRunTest {

    private static final UnitLimits SECOND = new UnitLimits("tiny", Duration.ofSeconds(1), 0, 0, false);
    private static final UnitLimits LEAN = new UnitLimits("lean", null, 300L << 20, 0, false);

    @TempDir
    private Path directory;

    private SampleRun run(String... fixtures) {
        return new SampleRun(directory, fixtures);
    }

    @Tag("long")
    @Test
    void endsAClassAfterTheTimeOfItsProfile() throws IOException {
        SampleRun run = run("FirstFixture", "HangingFixture", "SecondFixture").limits("HangingFixture", SECOND);

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        String problem = run.events.problem("HangingFixture");
        assertTrue(problem.contains("ran longer than 1s (profile tiny) and was ended."), problem);
        assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
    }

    @Tag("long")
    @Test
    void givesAClassLongerThanAllIfItsProfileDoes() throws IOException {
        SampleRun run = run("SlowFixture");
        run.timeout(Duration.ofSeconds(4))
                .slow(Duration.ofMillis(4_500))
                .limits("SlowFixture", new UnitLimits("long", Duration.ofMinutes(1), 0, 0, false))
                .listener(event -> {
                    if (event instanceof ClassSlow) {
                        SampleRun.create(run.fixtureFile());
                    }
                });

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems(), () -> run.events.problem("SlowFixture"));
    }

    @Test
    void endsASpecFileAfterItsOwnTime() throws IOException {
        SampleRun run = run().spec("long_spec.sh", "sleep 1000")
                .limits("long_spec.sh", new UnitLimits("slow", Duration.ofSeconds(1), 0, 0, true));

        run.execute();

        String problem = run.events.problem("long_spec.sh");
        assertTrue(
                problem.contains("ran longer than 1s (the header of the file, profile slow) and was ended."), problem);
    }

    @Tag("long")
    @Test
    @EnabledOnOs(OS.LINUX)
    void endsAClassThatUsesMoreMemoryThanItsProfileHas() throws IOException {
        SampleRun run = run("HungryFixture", "FirstFixture").limits("HungryFixture", LEAN);

        RunResult result = run.execute();

        assertEquals(1, result.counts().errors());
        String problem = run.events.problem("HungryFixture");
        assertTrue(problem.contains("over the limit of 300 MiB (profile lean), and were ended."), problem);
        assertEquals(List.of(Interruption.OVERWEIGHT), interruptions(run, "HungryFixture"));
    }

    @Tag("long")
    @Test
    @EnabledOnOs(OS.LINUX)
    void blamesNoClassForTheMemoryOfTheOneBefore() throws IOException {
        AtomicInteger starts = new AtomicInteger();
        SampleRun run = run("RetainingFixture", "SlowFixture").argument("-Xmx600m");
        run.limits("SlowFixture", LEAN).listener(event -> {
            if (event instanceof ClassStarted started
                    && started.className().endsWith("SlowFixture")
                    && starts.incrementAndGet() == 2) {
                SampleRun.create(run.fixtureFile());
            }
        });

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems(), () -> run.events.problem("SlowFixture"));
        assertTrue(
                run.events.notices().stream()
                        .anyMatch(
                                message -> message.endsWith(
                                        "Other classes had run in the same JVM before; it runs once more, alone, in a new one.")),
                run.events.events::toString);
    }

    @Test
    void showsAJvmOfItsOwnAsManyProcessorsAsItsProfileHas() throws IOException {
        SampleRun run = run("ProcessorsFixture", "FirstFixture", "OtherProcessorsFixture")
                .freshForks()
                .forks(2)
                .limits("ProcessorsFixture", new UnitLimits("one", null, 0, 0.5, false))
                .limits("OtherProcessorsFixture", new UnitLimits("three", null, 0, 3, false));

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems());
        assertTrue(run.events.output("ProcessorsFixture").startsWith("processors 1\n"));
        assertTrue(run.events.output("OtherProcessorsFixture").startsWith("processors 3\n"));
    }

    private static List<Interruption> interruptions(SampleRun run, String fixture) {
        return run.events.results().stream()
                .filter(result -> result.className().endsWith(fixture))
                .map(result -> result.interruption())
                .toList();
    }
}
