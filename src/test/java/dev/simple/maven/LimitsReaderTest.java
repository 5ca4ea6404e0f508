package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Capacity;
import dev.simple.config.Profiles;
import dev.simple.config.UnitLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsReaderTest {

    private final RecordingLog log = new RecordingLog();

    @Test
    void reducesWhatThereIsNotAndSaysSoOnce() {
        UnitLimits critical = Profiles.BUILT_IN.require("critical", "a test");
        UnitLimits fast = Profiles.BUILT_IN.require("fast", "a test");

        Map<String, UnitLimits> possible = LimitsReader.within(
                new Capacity(3L << 30, 2), Map.of("p.A", critical, "p.B", critical, "p.C", fast), log);

        UnitLimits reduced = new UnitLimits("critical", Duration.ofHours(1), 3L << 30, 2, false);
        assertEquals(Map.of("p.A", reduced, "p.B", reduced, "p.C", fast), possible);
        assertEquals(
                List.of(
                        "WARN Fewer processors or less memory than asked for by profile critical: there are 2 processors and"
                                + " 3072 MiB, and no more is given."),
                log.lines);
    }

    @Test
    void knowsWhatThisMachineHas() {
        Capacity machine = LimitsReader.ofThisMachine();

        assertTrue(machine.cpus() >= 1 && machine.memory() > 64L << 20, machine::toString);
    }
}
