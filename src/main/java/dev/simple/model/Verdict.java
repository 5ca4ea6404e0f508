package dev.simple.model;

/** What all executions of a test, reruns included, amount to. */
public enum Verdict {
    PASSED,
    FLAKY,
    FAILED,
    ERROR,
    SKIPPED;

    public boolean isProblem() {
        return this == FAILED || this == ERROR;
    }
}
