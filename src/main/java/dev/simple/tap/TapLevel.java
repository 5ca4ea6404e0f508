package dev.simple.tap;

import dev.simple.tap.TapLine.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tests at one depth: those of the stream itself, or those of one subtest. */
final class TapLevel {

    private static final int LISTED = 10;

    final String name;
    final List<Integer> path;
    /** Failures of which only the result of the subtest tells whether they count. */
    final List<TapTest> held = new ArrayList<>();

    private final Set<Integer> numbers = new HashSet<>();
    private final Set<Integer> repeated = new TreeSet<>();
    private @Nullable Plan plan;
    private boolean severalPlans;
    private int testsBeforePlan;
    private int tests;
    private int lastNumber;
    int reported;
    int failures;

    @Nullable
    String announced;

    /**
     * Begins empty.
     *
     * @param name of the subtest, with those around it; empty for the stream itself
     * @param path the numbers of the subtests
     */
    TapLevel(String name, List<Integer> path) {
        this.name = name;
        this.path = path;
    }

    @Nullable
    Plan plan() {
        return plan;
    }

    int tests() {
        return tests;
    }

    void plan(Plan given) {
        if (plan == null) {
            plan = given;
            testsBeforePlan = tests;
        } else {
            severalPlans = true;
        }
    }

    int nextNumber() {
        return lastNumber + 1;
    }

    /** Counts a test and returns its number. */
    int count(@Nullable Integer number) {
        lastNumber = number == null ? nextNumber() : number;
        tests++;
        if (!numbers.add(lastNumber)) {
            repeated.add(lastNumber);
        }
        return lastNumber;
    }

    /** What does not fit together, in full sentences. */
    List<String> inconsistencies() {
        List<String> sentences = new ArrayList<>();
        if (plan == null) {
            sentences.add("There is no plan, so that nobody can tell whether all tests have run. Print 1.." + tests
                    + " before or after the tests.");
            return sentences;
        }
        if (severalPlans) {
            sentences.add("There is more than one plan.");
        } else if (testsBeforePlan > 0 && testsBeforePlan < tests) {
            sentences.add("The plan stands between the tests. Print it before or after all of them.");
        }
        checkNumbers(plan.tests(), sentences);
        if (!repeated.isEmpty()) {
            sentences.add("There is more than one test of the number " + listed(List.copyOf(repeated)) + ".");
        }
        return sentences;
    }

    private void checkNumbers(int planned, List<String> sentences) {
        List<Integer> outside = numbers.stream()
                .filter(number -> number < 1 || number > planned)
                .sorted()
                .toList();
        List<Integer> missing = IntStream.rangeClosed(1, planned)
                .filter(number -> !numbers.contains(number))
                .limit(LISTED + 1L)
                .boxed()
                .toList();
        String plan =
                "The plan is 1.." + planned + ", and " + tests + (tests == 1 ? " test has" : " tests have") + " run";
        if (!missing.isEmpty()) {
            sentences.add(plan + "; missing: " + listed(missing) + ".");
        }
        if (!outside.isEmpty()) {
            sentences.add(plan + "; not planned: " + listed(outside) + ".");
        }
    }

    private static String listed(List<Integer> numbers) {
        return numbers.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(", "))
                + (numbers.size() > LISTED ? " and more" : "");
    }
}
