package dev.simple.model;

/** How one execution of a test ended. A failure is a broken assertion, an error is any other exception. */
public enum Outcome {
    PASSED,
    FAILED,
    ERROR,
    SKIPPED;

    public boolean isProblem() {
        return this == FAILED || this == ERROR;
    }
}
