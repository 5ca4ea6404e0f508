package dev.simple.schedule;

import dev.simple.model.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Classes with those nested in them, which are neither run nor sharded apart, and what they took the last time. */
final class Families {

    private final Map<String, List<String>> byName = new TreeMap<>();
    private final Map<String, Duration> durations;
    private final Duration usual;

    Families(Collection<String> units, Map<String, Duration> durations) {
        units.forEach(unit -> byName.computeIfAbsent(UnitName.family(unit), name -> new ArrayList<>())
                .add(unit));
        this.durations = durations;
        List<Duration> known = units.stream()
                .map(durations::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        this.usual = known.isEmpty()
                ? Duration.ofMillis(1)
                : known.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(known.size());
    }

    /** All of them, by name. */
    List<List<String>> all() {
        return List.copyOf(byName.values());
    }

    /** What one took, in milliseconds, of which each is at least one; what is not known takes as long as is usual. */
    long millis(List<String> family) {
        return family.stream()
                .mapToLong(
                        unit -> Math.max(1, durations.getOrDefault(unit, usual).toMillis()))
                .sum();
    }
}
