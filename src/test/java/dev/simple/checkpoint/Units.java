package dev.simple.checkpoint;

import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Interruption;
import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.UnitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results to be kept. */
final class Units {

    static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");
    static final Map<String, String> SETTINGS = Map.of("argLine", "a0", "groups", "g0");

    private Units() {}

    static ClassResult passed(String name) {
        return result(name, null, Outcome.PASSED);
    }

    static ClassResult failed(String name) {
        return result(name, null, Outcome.PASSED, Outcome.FAILED);
    }

    /** A class with a test for each outcome. */
    static ClassResult result(String name, @Nullable Interruption interruption, Outcome... outcomes) {
        List<TestResult> tests = Stream.of(outcomes)
                .map(outcome -> test(name, outcome.name(), outcome))
                .toList();
        return new ClassResult(name, 1, AT, Duration.ofMillis(12), tests, interruption, 1L << 30, CapturedOutput.NONE);
    }

    static TestResult test(String className, String name, Outcome... outcomes) {
        return new TestResult(
                new TestCase(className, className, className + "#" + name, name, name + "()"),
                Stream.of(outcomes)
                        .map(outcome -> new TestExecution(
                                outcome,
                                null,
                                Duration.ofMillis(3),
                                outcome.isProblem() ? new Problem("p.Oops", null, "", name + " Oops") : null,
                                null,
                                CapturedOutput.NONE))
                        .toList());
    }

    static UnitResult unit(ClassResult result) {
        return UnitResult.of(result, 1);
    }

    static UnitResult unit(String name, Counts counts, @Nullable Interruption interruption) {
        return new UnitResult(name, 1, counts, AT, Duration.ofMillis(12), 1, interruption, null, List.of());
    }

    static ClassFinished finished(ClassResult result) {
        return new ClassFinished(AT, result, true, 1);
    }

    /** Each class has its name as its fingerprint. */
    static RunInputs inputs(String... units) {
        Map<String, String> fingerprints = new HashMap<>();
        for (String unit : units) {
            fingerprints.put(unit, unit);
        }
        return new RunInputs("path", SETTINGS, fingerprints);
    }

    static Checkpoint checkpoint(RunInputs inputs, UnitResult... units) {
        return new Checkpoint(
                new RunIdentity("run", "build", "g:a", null, null),
                null,
                AT,
                units.length,
                new EarlierResults(List.of(units), inputs, List.of(), List.of()));
    }
}
