package dev.simple.run;

import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.RunEnd;
import dev.simple.model.RunResult;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.UnitResult;
import dev.simple.model.Verdict;
import dev.simple.model.WorkerEnd;
import dev.simple.schedule.WorkItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the classes amount to. Passed tests are counted and forgotten, so that memory does not grow with them;
 * a class with problems is kept while its tests may be run again.
 */
final class RunResults {

    private final int reruns;
    private final Map<String, ClassResult> pending = new LinkedHashMap<>();
    private final List<TestResult> problems = new ArrayList<>();
    private final List<WorkerEnd> crashes = new ArrayList<>();
    private final List<Leak> leaks = new ArrayList<>();
    private final Set<String> outstanding;
    private Counts counts = Counts.NONE;
    private int classes;
    private RunEnd end = RunEnd.COMPLETE;
    private @Nullable String stopReason;

    RunResults(List<String> classNames, int reruns, EarlierResults earlier) {
        this.outstanding = new LinkedHashSet<>(classNames);
        this.reruns = reruns;
        earlier.crashes().forEach(crash -> crashes.add(crash.end()));
        leaks.addAll(earlier.leaks());
        for (UnitResult unit : earlier.units()) {
            classes += unit.counts().tests() > 0 ? 1 : 0;
            counts = counts.plus(unit.counts());
            problems.addAll(unit.problems());
        }
    }

    /**
     * Adds one run of a class.
     *
     * @return all runs of the class so far
     */
    ClassResult add(ClassResult result) {
        ClassResult before = pending.remove(result.className());
        ClassResult whole = before == null ? result : join(before, result);
        if (isLast(whole)) {
            close(whole);
        } else {
            pending.put(whole.className(), whole);
        }
        return whole;
    }

    /** Whether nothing of the class will be run again. */
    boolean isLast(ClassResult whole) {
        return whole.interruption() != null
                || whole.run() > reruns
                || whole.tests().stream().noneMatch(test -> test.verdict().isProblem());
    }

    void add(WorkerEnd crash) {
        crashes.add(crash);
    }

    void add(List<Leak> processes) {
        leaks.addAll(processes);
    }

    /** What is to be run again, empty if nothing. */
    List<WorkItem> failed() {
        List<WorkItem> items = new ArrayList<>();
        for (ClassResult result : pending.values()) {
            List<String> uniqueIds = result.tests().stream()
                    .filter(test -> test.verdict().isProblem())
                    .map(test -> test.test().uniqueId())
                    .distinct()
                    .toList();
            items.add(new WorkItem(result.className(), result.run() + 1, uniqueIds, false));
        }
        return items;
    }

    /** The run ends early; only the first reason counts. */
    void stop(RunEnd how, String reason) {
        if (stopReason == null) {
            end = how;
            stopReason = reason;
        }
    }

    RunResult finish(Duration duration) {
        pending.values().forEach(this::close);
        pending.clear();
        return new RunResult(
                duration, classes, counts, problems, crashes, leaks, List.copyOf(outstanding), end, stopReason);
    }

    /** The class will not be reported itself, because it was run as part of another. */
    void settle(String className) {
        outstanding.remove(className);
    }

    private void close(ClassResult result) {
        settle(result.className());
        if (!result.tests().isEmpty()) {
            classes++;
        }
        counts = counts.plus(result.counts());
        problems.addAll(UnitResult.problems(result));
    }

    private static ClassResult join(ClassResult before, ClassResult rerun) {
        Map<String, TestResult> left = new LinkedHashMap<>();
        rerun.tests().forEach(test -> left.put(test.test().uniqueId(), test));
        List<TestResult> tests = new ArrayList<>();
        for (TestResult test : before.tests()) {
            TestResult again = left.remove(test.test().uniqueId());
            if (again != null) {
                tests.add(with(test, again.executions()));
            } else if (test.verdict().isProblem() && hasPassed(test.test(), rerun)) {
                tests.add(with(test, List.of(passed())));
            } else {
                tests.add(test);
            }
        }
        tests.addAll(left.values());
        return new ClassResult(
                before.className(),
                rerun.run(),
                before.startedAt(),
                before.duration().plus(rerun.duration()),
                tests,
                rerun.interruption(),
                larger(before.peakMemory(), rerun.peakMemory()),
                rerun.output());
    }

    private static @Nullable Long larger(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : (Long) Math.max(one, other);
    }

    /** A problem of a container is none of a test that could pass: the container has passed if its tests have. */
    private static boolean hasPassed(TestCase container, ClassResult rerun) {
        String id = container.uniqueId();
        List<Verdict> below = rerun.tests().stream()
                .filter(test -> test.test().uniqueId().startsWith(id + "/") || id.equals(container.className()))
                .map(TestResult::verdict)
                .toList();
        return below.contains(Verdict.PASSED) && below.stream().noneMatch(Verdict::isProblem);
    }

    private static TestResult with(TestResult test, List<TestExecution> more) {
        List<TestExecution> executions = new ArrayList<>(test.executions());
        executions.addAll(more);
        return new TestResult(test.test(), executions);
    }

    private static TestExecution passed() {
        return new TestExecution(Outcome.PASSED, null, Duration.ZERO, null, null, CapturedOutput.NONE);
    }
}
