package dev.simple.model;

import java.util.List;

/**
 * A test and all its executions.
 *
 * @param executions at least one, the first run first
 */
public record TestResult(TestCase test, List<TestExecution> executions) {

    public TestResult {
        executions = List.copyOf(executions);
        if (executions.isEmpty()) {
            throw new IllegalArgumentException(test + " was never executed");
        }
    }

    public TestExecution first() {
        return executions.get(0);
    }

    /** Surefire's rule: flaky if it both failed and passed, else an error if any execution was one. */
    public Verdict verdict() {
        boolean passed = has(Outcome.PASSED);
        boolean error = has(Outcome.ERROR);
        if (error || has(Outcome.FAILED)) {
            return passed ? Verdict.FLAKY : error ? Verdict.ERROR : Verdict.FAILED;
        }
        return passed ? Verdict.PASSED : Verdict.SKIPPED;
    }

    private boolean has(Outcome outcome) {
        return executions.stream().anyMatch(execution -> execution.outcome() == outcome);
    }
}
