package dev.simple.schedule;

import dev.simple.config.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Divides the tests among builds so that each takes about as long. */
public final class Shards {

    private Shards() {}

    /**
     * Those of one shard. All shards must be told the same units, in whatever order, and the same durations: then each
     * unit is in exactly one.
     *
     * @param durations what they took the last time, as far as it is known
     */
    public static Set<String> of(Shard shard, Collection<String> units, Map<String, Duration> durations) {
        Families families = new Families(units.stream().sorted().toList(), durations);
        List<List<String>> longestFirst = new ArrayList<>(families.all());
        // Stable: equals stay in the order of their names.
        longestFirst.sort(Comparator.comparingLong((List<String> family) -> families.millis(family))
                .reversed());
        long[] loads = new long[shard.total()];
        Set<String> own = new HashSet<>();
        for (List<String> family : longestFirst) {
            int least = 0;
            for (int i = 1; i < loads.length; i++) {
                least = loads[i] < loads[least] ? i : least;
            }
            loads[least] += families.millis(family);
            if (least == shard.number() - 1) {
                own.addAll(family);
            }
        }
        return own;
    }
}
