package dev.simple.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
        List<PressureLevel> levels = levels(memory(93), 8);

        assertEquals(PressureLevel.NONE, levels.get(3));
        assertEquals(PressureLevel.HOLDING, levels.get(4));
        assertEquals(PressureLevel.HOLDING, levels.get(7));
        GuardReading end = look(memory(93));
        assertEquals(PressureLevel.SHUTDOWN, end.level());
        assertEquals("memory 93 % over the limit of 90 % for 8 s", end.reason());
    }

    @Test
    void saysForHowLongALimitWasExceeded() {
        levels(cpu(10), 3);
        levels(cpu(97), 6);

        assertEquals("cpu 97 % over the limit of 80 % for 6 s", look(cpu(97)).reason());
        assertEquals("cpu 97 % over the limit of 80 % for 7 s", look(cpu(97)).reason());
    }

    @Test
    void doesNotSayThatALimitIsOverItself() {
        ResourceSample barely = new ResourceSample(Instant.EPOCH, 10, 1000 * GIB, 99 * GIB, 5 * GIB, null);
        levels(barely, 4);

        assertEquals("memory 91 % over the limit of 90 % for 4 s", look(barely).reason());
    }

    @Test
    void remainsEnded() {
        levels(memory(93), 9);

        levels(memory(40), 20);
        GuardReading later = look(memory(40));

        assertEquals(PressureLevel.SHUTDOWN, later.level());
        assertEquals("memory 93 % over the limit of 90 % for 8 s", later.reason());
    }

    @Test
    void easesWhenTheExcessIsOverAndGoesOnAfterACalmWindow() {
        levels(memory(50), 5);
        levels(memory(93), 5);

        assertEquals(PressureLevel.HOLDING, look(memory(93)).level());
        assertEquals(
                List.of(PressureLevel.HOLDING, PressureLevel.HOLDING, PressureLevel.EASING), levels(memory(80), 3));
        assertEquals("memory 80 % within the limit of 90 %", look(memory(80)).reason());
        assertEquals(List.of(PressureLevel.EASING, PressureLevel.EASING), levels(memory(80), 2));
        GuardReading calm = look(memory(80));
        assertEquals(PressureLevel.NONE, calm.level());
        assertEquals("no limit is exceeded", calm.reason());
    }

    @Test
    void staysAtOneClassAtATimeWhileThereArePeaks() {
        levels(memory(93), 5);
        levels(memory(80), 3);
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    PressureLevel.EASING, look(memory(i % 4 == 0 ? 93 : 80)).level());
        }
    }

    @Test
    void doesNotHoldForEverWhereTheExcessComesAndGoes() {
        levels(memory(93), 5);
        List<PressureLevel> levels = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            levels.add(look(memory(i % 2 == 0 ? 80 : 93)).level());
        }
        assertEquals(PressureLevel.EASING, levels.get(4));
    }

    @Test
    void holdsAgainIfEasingDoesNotHelp() {
        levels(memory(50), 5);
        levels(memory(93), 5);
        levels(memory(80), 3);

        List<PressureLevel> again = levels(memory(95), 5);

        assertEquals(PressureLevel.EASING, again.get(3));
        assertEquals(PressureLevel.HOLDING, again.get(4));
        assertEquals(
                "memory 95 % over the limit of 90 % for 5 s", look(memory(95)).reason());
    }

    @Test
    void ignoresAPeak() {
        levels(memory(50), 10);
        for (int i = 0; i < 20; i++) {
            assertEquals(PressureLevel.NONE, look(memory(i % 2 == 0 ? 99 : 50)).level());
        }
    }

    @Test
    void needsTwoLooksEvenForTheShortestWindow() {
        ResourceGuard quick =
                new ResourceGuard(new Protection(true, 80, 90, Duration.ofSeconds(1), Duration.ofSeconds(1), GIB, 0));

        assertEquals(PressureLevel.NONE, quick.add(memory(50), now).level());
        assertEquals(PressureLevel.NONE, quick.add(memory(95), now + 2 * SECOND).level());
        assertEquals(
                PressureLevel.HOLDING, quick.add(memory(95), now + 3 * SECOND).level());
    }

    @Test
    void isNotFooledByADip() {
        levels(cpu(10), 10);
        levels(cpu(95), 3);
        look(cpu(10));
        levels(cpu(95), 2);

        assertEquals(PressureLevel.HOLDING, look(cpu(95)).level());
    }

    @Test
    void keepsTheReasonInADip() {
        levels(memory(93), 6);

        GuardReading dip = look(memory(70));

        assertEquals(PressureLevel.HOLDING, dip.level());
        assertEquals("memory 93 % over the limit of 90 % for 5 s", dip.reason());
    }

    @Test
    void watchesTheDisk() {
        levels(sample(10, 10, 2 * GIB), 10);
        levels(sample(10, 10, GIB / 2), 4);

        GuardReading reading = look(sample(10, 10, GIB / 2));

        assertEquals(PressureLevel.HOLDING, reading.level());
        assertEquals("disk space of 512 MiB under the limit of 1024 MiB for 4 s", reading.reason());
        levels(sample(10, 10, 20 * GIB), 2);
        GuardReading over = look(sample(10, 10, 20 * GIB));
        assertEquals(PressureLevel.EASING, over.level());
        assertEquals("disk space of 20 GiB within the limit of 1024 MiB", over.reason());
    }

    @Test
    void namesAllThatIsExceededTheWorstFirst() {
        levels(sample(99, 10, GIB / 2), 1);
        levels(sample(99, 95, GIB / 2), 7);

        GuardReading end = look(sample(99, 95, GIB / 2));

        assertEquals(PressureLevel.SHUTDOWN, end.level());
        assertEquals(
                "disk space of 512 MiB under the limit of 1024 MiB for 8 s,"
                        + " memory 95 % over the limit of 90 % for 7 s,"
                        + " cpu 99 % over the limit of 80 % for 7 s",
                end.reason());
    }

    @Test
    void endsAtOnceWhereHardlyAnyMemoryIsLeft() {
        levels(memory(50), 2);
        ResourceSample full = new ResourceSample(Instant.EPOCH, 10, 16 * GIB, 100 << 20, 5 * GIB, null);

        assertEquals(PressureLevel.NONE, look(full).level());
        now += 60 * SECOND;
        GuardReading reading = look(full);

        assertEquals(PressureLevel.SHUTDOWN, reading.level());
        assertEquals("only 100 MiB of 16 GiB memory left", reading.reason());
        assertEquals(PressureLevel.SHUTDOWN, look(memory(50)).level());
    }

    @Test
    void survivesOneLookAtTheFloor() {
        ResourceSample full = new ResourceSample(Instant.EPOCH, 10, 16 * GIB, 100 << 20, 5 * GIB, null);

        for (int i = 0; i < 20; i++) {
            assertEquals(
                    PressureLevel.NONE, look(i % 2 == 0 ? full : memory(50)).level());
        }
    }

    @Test
    void leavesABigMachineWhatItHas() {
        ResourceSample tight = new ResourceSample(Instant.EPOCH, 10, 24 * GIB, 600 << 20, 5 * GIB, null);

        assertEquals(List.of(PressureLevel.NONE, PressureLevel.NONE, PressureLevel.NONE), levels(tight, 3));
    }

    @Test
    void leavesASmallMachineWhatItHas() {
        // A quarter of the tenth that the limit leaves is 12.8 MiB.
        ResourceSample tight = new ResourceSample(Instant.EPOCH, 10, GIB / 2, 14 << 20, 5 * GIB, null);

        assertEquals(List.of(PressureLevel.NONE, PressureLevel.NONE, PressureLevel.NONE), levels(tight, 3));
    }

    @Test
    void forgetsWhatWasBeforeATimeInWhichNobodyLooked() {
        levels(memory(50), 5);
        levels(memory(95), 4);
        now += 60 * SECOND;

        assertEquals(PressureLevel.NONE, look(memory(95)).level());
        levels(memory(95), 3);
        GuardReading reading = look(memory(95));
        assertEquals(PressureLevel.HOLDING, reading.level());
        now += 60 * SECOND;
        levels(memory(95), 4);
        assertEquals(
                "memory 95 % over the limit of 90 % for 8 s", look(memory(95)).reason());
    }

    @Test
    void doesNotUseHowBusyTheProcessorsWereWhileNobodyLooked() {
        // The first look has nothing to compare with.
        List<PressureLevel> levels = levels(cpu(99), 8);

        assertEquals(PressureLevel.NONE, levels.get(6));
        assertEquals(PressureLevel.HOLDING, levels.get(7));
    }

    @Test
    void agreesWithARecalculationFromTheWholeHistory() {
        Set<PressureLevel> seen = EnumSet.noneOf(PressureLevel.class);
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Protection limits = new Protection(
                    true,
                    80,
                    90,
                    Duration.ofMillis(1000 + random.nextInt(12_000)),
                    Duration.ofMillis(1000 + random.nextInt(8_000)),
                    GIB,
                    0);
            ResourceGuard tested = new ResourceGuard(limits);
            GuardOracle oracle = new GuardOracle(limits);
            boolean[] high = new boolean[3];
            for (int i = 0; i < 500; i++) {
                now += interval(random);
                ResourceSample sample = sample(random, high);
                String moment = "seed " + seed + ", look " + i;

                GuardReading reading = tested.add(sample, now);

                assertEquals(oracle.look(sample, now), reading.level(), moment);
                assertFitting(reading, moment);
                seen.add(reading.level());
            }
        }
        assertEquals(EnumSet.allOf(PressureLevel.class), seen);
    }

    private static long interval(Random random) {
        int kind = random.nextInt(60);
        long millis = kind == 0 ? 3001 + random.nextInt(100_000) : kind < 4 ? 1500 + random.nextInt(1500) : 1000;
        return millis * 1_000_000 + random.nextInt(200_000_000);
    }

    /** Each resource is short for a while, with dips, and then not, with peaks. */
    private static ResourceSample sample(Random random, boolean[] high) {
        boolean[] over = new boolean[high.length];
        for (int i = 0; i < high.length; i++) {
            high[i] ^= random.nextInt(12) == 0;
            over[i] = high[i] ^ random.nextInt(9) == 0;
        }
        long available = random.nextInt(40) == 0 ? 100 << 20 : over[0] ? 5 * GIB : 50 * GIB;
        return new ResourceSample(
                Instant.EPOCH, over[1] ? 99 : 20, 100 * GIB, available, over[2] ? GIB / 2 : 2 * GIB, null);
    }

    private static void assertFitting(GuardReading reading, String moment) {
        String reason = reading.reason();
        boolean fits = switch (reading.level()) {
            case NONE -> reason.equals("no limit is exceeded");
            case EASING -> reason.contains(" the limit of ") && !reason.contains(" for ");
            case HOLDING -> reason.endsWith(" s") && !reason.contains("within");
            case SHUTDOWN -> reason.endsWith(" memory left") || (reason.endsWith(" s") && !reason.contains("within"));
        };
        assertTrue(fits, () -> moment + ": " + reading);
    }
}
