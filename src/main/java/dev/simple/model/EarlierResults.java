package dev.simple.model;

import java.util.List;
import java.util.Map;

/**
 * What the runs that a run continues amount to, as far as it is still valid: it counts as if this run had found it.
 *
 * @param inputs what the results depend on
 * @param crashes the workers that died running these units, or no unit at all
 * @param leaks processes that these units left behind, or nobody knows which
 */
public record EarlierResults(
        List<UnitResult> units, RunInputs inputs, List<WorkerCrash> crashes, List<Leak> leaks) {

    /** Of a run that starts afresh. */
    public static final EarlierResults NONE =
            new EarlierResults(List.of(), new RunInputs("", Map.of(), Map.of()), List.of(), List.of());

    public EarlierResults {
        units = List.copyOf(units);
        crashes = List.copyOf(crashes);
        leaks = List.copyOf(leaks);
    }
}
