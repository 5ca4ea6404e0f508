package dev.simple.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.simple.config.Refusal;
import dev.simple.config.RunOrder;
import dev.simple.config.WrittenValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitOrderTest {

    private static final List<String> UNITS = List.of("p.C", "p.A$In", "p.A", "p.D", "p.B");

    private static RunOrder named(String name) {
        return RunOrder.of(new WrittenValue("runOrder", name));
    }

    @ParameterizedTest
    @CsvSource({
        "filesystem, 0, p.A p.A$In p.B p.C p.D",
        "alphabetical, 0, p.A p.A$In p.B p.C p.D",
        "reversealphabetical, 0, p.D p.C p.B p.A p.A$In",
        "hourly, 14, p.A p.A$In p.B p.C p.D",
        "hourly, 15, p.D p.C p.B p.A p.A$In",
        "balanced, 0, p.C p.A p.A$In p.D p.B",
        "failedfirst, 0, p.B p.D p.A p.A$In p.C",
        "FailedFirst, 0, p.B p.D p.A p.A$In p.C",
    })
    void putsFamiliesInOrder(String order, int hour, String expected) {
        Map<String, Duration> durations = Map.of(
                "p.A", Duration.ofSeconds(2),
                "p.A$In", Duration.ofSeconds(5),
                "p.B", Duration.ofSeconds(1),
                "p.C", Duration.ofSeconds(9));

        List<String> ordered =
                new UnitOrder(named(order), 1, hour).of(UNITS, durations, Set.of("p.B", "p.D")::contains);

        assertEquals(List.of(expected.split(" ")), ordered);
    }

    @Test
    void repeatsAnOrderByChanceWithItsSeed() {
        List<String> units = IntStream.range(0, 30).mapToObj(i -> "p.C" + i).toList();
        List<String> once = new UnitOrder(RunOrder.RANDOM, 42, 0).of(units, Map.of(), unit -> false);

        assertEquals(once, new UnitOrder(RunOrder.RANDOM, 42, 0).of(units, Map.of(), unit -> false));
        assertNotEquals(once, new UnitOrder(RunOrder.RANDOM, 43, 0).of(units, Map.of(), unit -> false));
        assertEquals(Set.copyOf(units), Set.copyOf(once));
    }

    @Test
    void isRefusedWithANameThatDoesNotExist() {
        assertEquals("runOrder: Unknown order balance. Did you mean balanced?", Refusal.of(() -> named("balance")));
    }
}
