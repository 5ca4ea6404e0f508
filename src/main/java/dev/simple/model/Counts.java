package dev.simple.model;

import java.util.Collection;

/** Numbers of tests by verdict; {@code tests} is the sum of all. */
public record Counts(int tests, int failures, int errors, int skipped, int flaky) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    public static Counts of(Collection<TestResult> results) {
        int failures = 0;
        int errors = 0;
        int skipped = 0;
        int flaky = 0;
        for (TestResult result : results) {
            switch (result.verdict()) {
                case FAILED -> failures++;
                case ERROR -> errors++;
                case SKIPPED -> skipped++;
                case FLAKY -> flaky++;
                case PASSED -> {}
            }
        }
        return new Counts(results.size(), failures, errors, skipped, flaky);
    }

    public Counts plus(Counts other) {
        return new Counts(
                tests + other.tests,
                failures + other.failures,
                errors + other.errors,
                skipped + other.skipped,
                flaky + other.flaky);
    }

    /** The number of failures and errors. */
    public int problems() {
        return failures + errors;
    }
}
