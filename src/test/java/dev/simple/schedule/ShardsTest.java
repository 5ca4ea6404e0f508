package dev.simple.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Shard;
import dev.simple.model.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {

    private static final Random RANDOM = new Random(20261125);

    private static List<String> someUnits() {
        List<String> units = new ArrayList<>();
        for (int i = 0; i < RANDOM.nextInt(60); i++) {
            units.add("p.C" + i);
            if (RANDOM.nextInt(4) == 0) {
                units.add("p.C" + i + "$Nested");
            }
        }
        IntStream.range(0, RANDOM.nextInt(10)).forEach(i -> units.add("sub/file" + i + "_spec.sh"));
        return units;
    }

    private static Map<String, Duration> someDurations(List<String> units) {
        Map<String, Duration> durations = new HashMap<>();
        for (String unit : units) {
            if (RANDOM.nextInt(3) > 0) {
                durations.put(unit, Duration.ofMillis(RANDOM.nextInt(20_000)));
            }
        }
        return durations;
    }

    @Test
    void haveEveryUnitInExactlyOneWhateverTheOrder() {
        for (int round = 0; round < 500; round++) {
            List<String> units = someUnits();
            Map<String, Duration> durations = RANDOM.nextBoolean() ? Map.of() : someDurations(units);
            int total = 1 + RANDOM.nextInt(8);
            List<String> seen = new ArrayList<>();
            for (int number = 1; number <= total; number++) {
                List<String> asListed = new ArrayList<>(units);
                Collections.shuffle(asListed, RANDOM);
                Set<String> shard = Shards.of(new Shard(number, total), asListed, durations);
                for (String unit : shard) {
                    long relatives = units.stream()
                            .filter(other -> UnitName.family(other).equals(UnitName.family(unit)))
                            .filter(shard::contains)
                            .count();
                    assertEquals(
                            units.stream()
                                    .filter(other -> UnitName.family(other).equals(UnitName.family(unit)))
                                    .count(),
                            relatives,
                            "A family is in one shard.");
                }
                seen.addAll(shard);
            }
            assertEquals(units.size(), seen.size());
            assertEquals(new HashSet<>(units), new HashSet<>(seen));
        }
    }

    @Test
    void takeAboutTheSameTime() {
        for (int round = 0; round < 200; round++) {
            List<String> units = IntStream.range(0, 50).mapToObj(i -> "p.C" + i).toList();
            Map<String, Duration> durations = new HashMap<>();
            units.forEach(unit -> durations.put(unit, Duration.ofMillis(1 + RANDOM.nextInt(10_000))));
            List<Long> loads = IntStream.rangeClosed(1, 4)
                    .mapToObj(number -> Shards.of(new Shard(number, 4), units, durations).stream()
                            .mapToLong(unit ->
                                    durations.getOrDefault(unit, Duration.ZERO).toMillis())
                            .sum())
                    .toList();
            long longest = durations.values().stream()
                    .mapToLong(Duration::toMillis)
                    .max()
                    .orElse(0);
            assertTrue(Collections.max(loads) - Collections.min(loads) <= longest, loads::toString);
        }
    }

    @Test
    void haveAsManyUnitsEachIfNothingIsKnown() {
        List<String> units = IntStream.range(0, 10).mapToObj(i -> "p.C" + i).toList();

        assertEquals(Set.of("p.C0", "p.C3", "p.C6", "p.C9"), Shards.of(new Shard(1, 3), units, Map.of()));
        assertEquals(Set.of("p.C1", "p.C4", "p.C7"), Shards.of(new Shard(2, 3), units, Map.of()));
    }
}
