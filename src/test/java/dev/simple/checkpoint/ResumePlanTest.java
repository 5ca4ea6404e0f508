package dev.simple.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Interruption;
import dev.simple.model.Leak;
import dev.simple.model.RunInputs;
import dev.simple.model.UnitResult;
import dev.simple.model.WorkerCrash;
import dev.simple.model.WorkerEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResumePlanTest {

    /** What became of a class in the earlier run. */
    enum State {
        NONE,
        IN_FLIGHT,
        PASSED,
        FAILED,
        ERRORS,
        SKIPPED,
        FLAKY,
        CRASHED,
        TIMED_OUT,
        OVERWEIGHT,
        WITHOUT_TESTS
    }

    /** What has changed since. */
    enum Change {
        NOTHING,
        CLASS,
        CLASS_PATH,
        SETTING,
        SETTING_GONE,
        REPORT_GONE,
        CLASS_GONE
    }

    private static final String OTHER = "p.OtherTest";
    private static final String SUBJECT = "p.SubjectTest";

    static Stream<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (State state : State.values()) {
            for (Change change : Change.values()) {
                for (boolean rerunFailed : new boolean[] {false, true}) {
                    all.add(Arguments.of(state, change, rerunFailed));
                }
            }
        }
        return all.stream();
    }

    private static List<UnitResult> earlier(State state) {
        UnitResult other = Units.unit(OTHER, new Counts(2, 0, 0, 0, 0), null);
        UnitResult subject = switch (state) {
            case NONE, IN_FLIGHT -> null;
            case PASSED -> Units.unit(SUBJECT, new Counts(2, 0, 0, 1, 0), null);
            case FAILED -> Units.unit(SUBJECT, new Counts(2, 1, 0, 0, 0), null);
            case ERRORS -> Units.unit(SUBJECT, new Counts(2, 0, 2, 0, 0), null);
            case SKIPPED -> Units.unit(SUBJECT, new Counts(2, 0, 0, 2, 0), null);
            case FLAKY -> Units.unit(SUBJECT, new Counts(2, 0, 0, 0, 1), null);
            case CRASHED -> Units.unit(SUBJECT, new Counts(1, 0, 1, 0, 0), Interruption.CRASHED);
            case TIMED_OUT -> Units.unit(SUBJECT, new Counts(1, 0, 1, 0, 0), Interruption.TIMED_OUT);
            case OVERWEIGHT -> Units.unit(SUBJECT, new Counts(1, 0, 1, 0, 0), Interruption.OVERWEIGHT);
            case WITHOUT_TESTS -> Units.unit(SUBJECT, Counts.NONE, null);
        };
        return subject == null ? List.of(other) : List.of(other, subject);
    }

    /** An independent statement of the rule: is the subject outstanding? */
    private static boolean isOutstanding(State state, Change change, boolean rerunFailed) {
        if (change == Change.CLASS_GONE) {
            return false;
        }
        boolean hasResult = !Set.of(State.NONE, State.IN_FLIGHT).contains(state);
        if (!hasResult
                || Set.of(Change.CLASS, Change.CLASS_PATH, Change.SETTING, Change.SETTING_GONE)
                        .contains(change)) {
            return true;
        }
        if (change == Change.REPORT_GONE && state != State.WITHOUT_TESTS) {
            return true;
        }
        return rerunFailed
                && Set.of(State.FAILED, State.ERRORS, State.CRASHED, State.TIMED_OUT, State.OVERWEIGHT)
                        .contains(state);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void runsWhatHasNoValidResult(State state, Change change, boolean rerunFailed) {
        Map<String, String> fingerprints = new HashMap<>(Map.of(OTHER, OTHER, SUBJECT, SUBJECT));
        if (change == Change.CLASS) {
            fingerprints.put(SUBJECT, "another");
        }
        Map<String, String> settings = new HashMap<>(Units.SETTINGS);
        if (change == Change.SETTING) {
            settings.put("argLine", "a1");
        } else if (change == Change.SETTING_GONE) {
            settings.remove("groups");
        }
        List<String> units = change == Change.CLASS_GONE ? List.of(OTHER) : List.of(SUBJECT, OTHER);
        fingerprints.keySet().retainAll(units);
        RunInputs now = new RunInputs(change == Change.CLASS_PATH ? "other" : "path", settings, fingerprints);
        Predicate<String> hasReport = name -> change != Change.REPORT_GONE || !name.equals(SUBJECT);

        ResumePlan plan = ResumePlan.of(
                Units.checkpoint(Units.inputs(OTHER, SUBJECT), earlier(state).toArray(UnitResult[]::new)),
                now,
                units,
                rerunFailed,
                hasReport);

        boolean all =
                Set.of(Change.CLASS_PATH, Change.SETTING, Change.SETTING_GONE).contains(change);
        List<String> outstanding = new ArrayList<>();
        if (isOutstanding(state, change, rerunFailed)) {
            outstanding.add(SUBJECT);
        }
        if (all) {
            outstanding.add(OTHER);
        }
        assertEquals(outstanding, plan.outstanding());
        List<UnitResult> kept = earlier(state).stream()
                .filter(unit -> units.contains(unit.name()) && !outstanding.contains(unit.name()))
                .toList();
        assertEquals(kept, plan.kept().units());
        assertEquals(
                Set.copyOf(kept.stream().map(UnitResult::name).toList()),
                plan.kept().inputs().units().keySet());
        boolean gone = change == Change.CLASS_GONE && earlier(state).size() == 2;
        assertEquals(gone ? List.of(SUBJECT) : List.of(), plan.dropped());
        boolean subjectChanged = earlier(state).size() == 2 && change == Change.CLASS;
        boolean unreported = earlier(state).size() == 2 && change == Change.REPORT_GONE && state != State.WITHOUT_TESTS;
        assertEquals(
                all || gone || subjectChanged || unreported ? 1 : 0,
                plan.notices().size());
    }

    @Test
    void saysWhatHasChangedAndHowManyResultsAreStale() {
        RunInputs now = new RunInputs("other", Map.of("argLine", "a1", "groups", "g0", "jvm", "j"), Map.of());
        UnitResult one = Units.unit(Units.passed("p.A"));
        UnitResult two = Units.unit(Units.passed("p.B"));

        ResumePlan plan = ResumePlan.of(
                Units.checkpoint(Units.inputs("p.A", "p.B"), one, two),
                now,
                List.of("p.A", "p.B"),
                false,
                name -> true);

        assertEquals(
                List.of(
                        "Since the interrupted run, the class path, argLine and jvm have changed: 2 results are stale and"
                                + " will be found anew."),
                plan.notices());
    }

    @Test
    void namesClassesThatHaveChangedAndSomeOfMany() {
        List<String> names = List.of("p.A", "p.B", "p.C", "p.D");
        UnitResult[] units = names.stream().map(Units::passed).map(Units::unit).toArray(UnitResult[]::new);
        RunInputs now = new RunInputs("path", Units.SETTINGS, Map.of("p.A", "p.A"));

        ResumePlan plan = ResumePlan.of(
                Units.checkpoint(Units.inputs("p.A"), units), now, names.subList(0, 3), false, name -> true);

        assertEquals(
                List.of(
                        "1 class or file with a result does not exist any more or is not chosen any more; the result is"
                                + " dropped: p.D.",
                        "2 classes or files have changed and run again: p.B, p.C."),
                plan.notices());
    }

    @Test
    void takesANestedClassTogetherWithTheOneAroundIt() {
        UnitResult outer = Units.unit(Units.passed("p.Outer"));
        UnitResult nested = Units.unit("p.Outer$Nested", Counts.NONE, null);
        List<String> units = List.of("p.Outer", "p.Outer$Nested");
        RunInputs inputs = Units.inputs("p.Outer", "p.Outer$Nested");

        assertEquals(List.of(), outstanding(inputs, units, outer, nested));
        // What was run as part of the class around it has no result of its own.
        assertEquals(List.of(), outstanding(inputs, units, outer));
        assertEquals(units, outstanding(inputs, units, nested));
        assertEquals(List.of(), outstanding(inputs, List.of("p.Outer$Nested"), outer));
        assertEquals(units, outstanding(new RunInputs("path", Units.SETTINGS, Map.of()), units, outer, nested));
    }

    private static List<String> outstanding(RunInputs now, List<String> units, UnitResult... earlier) {
        return ResumePlan.of(
                        Units.checkpoint(Units.inputs("p.Outer", "p.Outer$Nested"), earlier),
                        now,
                        units,
                        false,
                        name -> true)
                .outstanding();
    }

    @Test
    void keepsCrashesAndLeaksOfWhatIsKept() {
        WorkerEnd end = new WorkerEnd(1, 137, "Killed.", "", null);
        WorkerCrash ofKept = new WorkerCrash(end, List.of("p.A"));
        WorkerCrash ofNone = new WorkerCrash(end, List.of());
        Leak leak = new Leak(7, "sleep", Duration.ZERO, List.of("p.A"), List.of(), true);
        Leak survivor = new Leak(9, "sleep", Duration.ZERO, List.of("p.A"), List.of(), false);
        Leak ofChanged = new Leak(8, "sleep", Duration.ZERO, List.of("p.A", "p.B"), List.of(), true);
        Checkpoint earlier = new Checkpoint(
                Units.checkpoint(Units.inputs()).identity(),
                null,
                Units.AT,
                2,
                new EarlierResults(
                        List.of(Units.unit(Units.passed("p.A")), Units.unit(Units.passed("p.B"))),
                        Units.inputs("p.A", "p.B"),
                        List.of(ofKept, new WorkerCrash(end, List.of("p.B")), ofNone),
                        List.of(leak, ofChanged, survivor)));

        EarlierResults kept = ResumePlan.of(earlier, Units.inputs("p.A"), List.of("p.A", "p.B"), false, name -> true)
                .kept();

        assertEquals(List.of(ofKept, ofNone), kept.crashes());
        assertEquals(List.of(leak), kept.leaks());
    }
}
