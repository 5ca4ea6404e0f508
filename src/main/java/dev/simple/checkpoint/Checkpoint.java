package dev.simple.checkpoint;

import dev.simple.model.EarlierResults;
import dev.simple.model.RunEnd;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.model.UnitResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run, from its checkpoint or its event log, as far as it takes to continue it.
 *
 * @param end null while it runs, or if it was killed
 * @param units how many classes and spec files it was to run, those taken over from earlier runs included
 * @param results of those that have ended for the last time
 */
public record Checkpoint(
        RunIdentity identity, @Nullable RunEnd end, Instant startedAt, int units, EarlierResults results) {

    /** The name of the file where nothing else is set. */
    public static final String NAME = "simple-checkpoint.json";

    static final int SCHEMA = 1;

    /** Whether nothing is outstanding. */
    public boolean isComplete() {
        return end == RunEnd.COMPLETE;
    }

    /** What either of two records of the same run has; where both have a class, the other's counts. */
    Checkpoint plus(Checkpoint other) {
        Map<String, UnitResult> results = new LinkedHashMap<>();
        this.results.units().forEach(unit -> results.put(unit.name(), unit));
        other.results.units().forEach(unit -> results.put(unit.name(), unit));
        RunInputs inputs = other.results.inputs();
        Map<String, String> fingerprints =
                new LinkedHashMap<>(this.results.inputs().units());
        fingerprints.putAll(inputs.units());
        boolean known = !inputs.classPath().isEmpty();
        return new Checkpoint(
                identity,
                other.end == null ? end : other.end,
                startedAt,
                units,
                new EarlierResults(
                        List.copyOf(results.values()),
                        new RunInputs(
                                known
                                        ? inputs.classPath()
                                        : this.results.inputs().classPath(),
                                known
                                        ? inputs.settings()
                                        : this.results.inputs().settings(),
                                fingerprints),
                        union(this.results.crashes(), other.results.crashes()),
                        union(this.results.leaks(), other.results.leaks())));
    }

    private static <T> List<T> union(Collection<T> first, Collection<T> second) {
        Set<T> union = new LinkedHashSet<>(first);
        union.addAll(second);
        return new ArrayList<>(union);
    }
}
