package dev.simple.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceGuardTest {

    private static final long GIB = 1L << 30;
    private static final long SECOND = 1_000_000_000;
    private static final Protection LIMITS =
            new Protection(true, 80, 90, Duration.ofSeconds(6), Duration.ofSeconds(4), GIB, 0);

    private final ResourceGuard guard = new ResourceGuard(LIMITS);
    private long now = 77 * SECOND;

    private static ResourceSample sample(int cpu, int memory, long disk) {
        // The wall clock goes backwards: nobody may look at it.
        return new ResourceSample(
                Instant.ofEpochSecond(-System.nanoTime()), cpu, 100 * GIB, (100 - memory) * GIB, disk, null);
    }

    private static ResourceSample memory(int percent) {
        return sample(10, percent, 5 * GIB);
    }

    private static ResourceSample cpu(int percent) {
        return sample(percent, 10, 5 * GIB);
    }

    private GuardReading look(ResourceSample sample) {
        now += SECOND;
        return guard.add(sample, now);
    }

    private List<PressureLevel> levels(ResourceSample sample, int times) {
        List<PressureLevel> levels = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            levels.add(look(sample).level());
        }
        return levels;
    }

    @Test
    void holdsAfterTheWindowAndEndsAfterAnother() {
        levels(memory(50), 10);
        List<PressureLevel> levels = levels(memory(93), 9);

        assertEquals(PressureLevel.NONE, levels.get(2));
        assertEquals(PressureLevel.HOLDING, levels.get(3));
        assertEquals(PressureLevel.HOLDING, levels.get(6));
        assertEquals(PressureLevel.SHUTDOWN, levels.get(8));
        assertEquals(
                "memory 93 % over the limit of 90 % for 10 s", look(memory(93)).reason());
    }

    @Test
    void easesWhenTheExcessIsOverAndGoesOnAfterACalmWindow() {
        levels(memory(50), 5);
        levels(memory(93), 4);

        assertEquals(PressureLevel.HOLDING, look(memory(93)).level());
        assertEquals(
                List.of(PressureLevel.HOLDING, PressureLevel.HOLDING, PressureLevel.EASING), levels(memory(80), 3));
        assertEquals("memory 80 % within the limit of 90 %", look(memory(80)).reason());
        List<PressureLevel> calm = levels(memory(80), 5);
        assertEquals(PressureLevel.NONE, calm.get(calm.size() - 1));
        assertEquals("no limit is exceeded any more", look(memory(80)).reason());
    }

    @Test
    void holdsAgainIfEasingDoesNotHelp() {
        levels(memory(50), 5);
        levels(memory(93), 4);
        levels(memory(80), 3);

        List<PressureLevel> again = levels(memory(95), 5);

        assertEquals(PressureLevel.EASING, again.get(0));
        assertEquals(PressureLevel.HOLDING, again.get(again.size() - 1));
    }

    @Test
    void ignoresAPeak() {
        levels(memory(50), 10);
        for (int i = 0; i < 20; i++) {
            assertEquals(PressureLevel.NONE, look(memory(i % 2 == 0 ? 99 : 50)).level());
        }
    }

    @Test
    void isNotFooledByADip() {
        levels(cpu(10), 10);
        levels(cpu(95), 3);
        look(cpu(10));
        levels(cpu(95), 1);

        assertEquals(PressureLevel.HOLDING, look(cpu(95)).level());
    }

    @Test
    void watchesTheDisk() {
        levels(sample(10, 10, 2 * GIB), 10);
        levels(sample(10, 10, GIB / 2), 3);

        GuardReading reading = look(sample(10, 10, GIB / 2));

        assertEquals(PressureLevel.HOLDING, reading.level());
        assertEquals("disk space 512 MiB under the limit of 1024 MiB for 4 s", reading.reason());
    }

    @Test
    void namesAllThatIsExceededTheWorstFirst() {
        levels(cpu(10), 10);
        levels(sample(99, 95, 5 * GIB), 5);

        assertEquals(
                "memory 95 % over the limit of 90 % for 6 s, cpu 99 % over the limit of 80 % for 7 s",
                look(sample(99, 95, 5 * GIB)).reason());
    }

    @Test
    void endsAtOnceWhereHardlyAnyMemoryIsLeft() {
        levels(memory(50), 2);
        ResourceSample full = new ResourceSample(Instant.EPOCH, 10, 16 * GIB, 100 << 20, 5 * GIB, null);

        assertEquals(PressureLevel.NONE, look(full).level());
        GuardReading reading = look(full);

        assertEquals(PressureLevel.SHUTDOWN, reading.level());
        assertEquals("memory 100 MiB left of 16 GiB, which cannot wait", reading.reason());
    }

    @Test
    void leavesASmallMachineWhatItHas() {
        // A quarter of the tenth that the limit leaves is 12.8 MiB.
        ResourceSample tight = new ResourceSample(Instant.EPOCH, 10, GIB / 2, 14 << 20, 5 * GIB, null);
        levels(memory(50), 2);

        assertEquals(List.of(PressureLevel.NONE, PressureLevel.NONE, PressureLevel.NONE), levels(tight, 3));
    }

    @Test
    void forgetsWhatWasBeforeATimeInWhichNobodyLooked() {
        levels(memory(50), 5);
        levels(memory(95), 3);
        now += 60 * SECOND;

        assertEquals(PressureLevel.NONE, look(memory(95)).level());
        assertEquals(PressureLevel.NONE, look(memory(95)).level());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithARecalculationFromTheWholeHistory(long seed) {
        Random random = new Random(seed);
        Oracle oracle = new Oracle();
        boolean high = false;
        for (int i = 0; i < 3_000 && oracle.level != PressureLevel.SHUTDOWN; i++) {
            if (random.nextInt(7) == 0) {
                high = !high;
            }
            boolean over = random.nextInt(10) == 0 ? !high : high;
            PressureLevel expected = oracle.look(over);

            assertEquals(expected, look(memory(over ? 95 : 40)).level(), "look " + i);
        }
    }

    /** Remembers every look, and counts anew each time. */
    private static final class Oracle {
        private static final int WINDOW = 4;
        private final List<Boolean> looks = new ArrayList<>();
        private PressureLevel level = PressureLevel.NONE;
        private int since;
        private boolean begun;

        PressureLevel look(boolean over) {
            if (!begun) {
                // The first look has nothing to compare with.
                begun = true;
                return level;
            }
            looks.add(over);
            int size = looks.size();
            List<Boolean> window = looks.subList(Math.max(since, size - WINDOW), size);
            // The window is full with the look after it: then the first of it has been a whole window ago.
            boolean full = size - since > WINDOW;
            long overs = window.stream().filter(Boolean::booleanValue).count();
            boolean exceeded = full && overs * 10 >= window.size() * 8L;
            boolean calm = full && overs == 0;
            boolean under = size >= 3 && !looks.get(size - 1) && !looks.get(size - 2) && !looks.get(size - 3);
            if (level == PressureLevel.HOLDING) {
                if (exceeded) {
                    level = PressureLevel.SHUTDOWN;
                } else if (under) {
                    level = PressureLevel.EASING;
                    since = size;
                }
            } else if (exceeded) {
                level = PressureLevel.HOLDING;
                since = size;
            } else if (calm) {
                level = PressureLevel.NONE;
            }
            return level;
        }
    }
}
