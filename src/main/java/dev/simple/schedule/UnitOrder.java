package dev.simple.schedule;

import dev.simple.config.RunOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Puts classes and spec files in order. Classes nested in another stay right behind it, in the order of their names.
 *
 * @param seed what the order {@code random} comes from
 * @param hour of the day, which the order {@code hourly} comes from
 */
public record UnitOrder(RunOrder order, long seed, int hour) {

    /**
     * The same units in this order.
     *
     * @param durations what they took the last time, as far as it is known
     * @param isUrgent whether a unit failed the last time, or is new
     */
    public List<String> of(Collection<String> units, Map<String, Duration> durations, Predicate<String> isUrgent) {
        Families families = new Families(units.stream().sorted().toList(), durations);
        List<List<String>> ordered = new ArrayList<>(families.all());
        switch (order) {
            case FILESYSTEM, ALPHABETICAL -> {}
            case REVERSEALPHABETICAL -> Collections.reverse(ordered);
            case HOURLY -> {
                if (hour % 2 != 0) {
                    Collections.reverse(ordered);
                }
            }
            case RANDOM -> Collections.shuffle(ordered, new Random(seed));
            case BALANCED ->
                ordered.sort(Comparator.comparingLong((List<String> family) -> families.millis(family))
                        .reversed());
            case FAILEDFIRST ->
                ordered.sort(Comparator.comparing(
                        (List<String> family) -> family.stream().noneMatch(isUrgent)));
        }
        return ordered.stream().flatMap(List::stream).toList();
    }
}
