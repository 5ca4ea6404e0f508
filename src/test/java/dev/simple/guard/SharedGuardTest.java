package dev.simple.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.fixtures.Waiting;
import dev.simple.model.ResourceSample;
import dev.simple.model.ResourceSample.Stalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Nothing is asked of a subscription but to end.
class SharedGuardTest {

    private static final Protection PROTECTION =
            new Protection(true, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 0, 0);

    private static final ResourceSample SAMPLE =
            new ResourceSample(Instant.EPOCH, 12.5, 1L << 34, 1L << 33, 1L << 40, new Stalls(1, 2, 3, 4, 5));

    private final Map<String, Map<String, Object>> guards = new ConcurrentHashMap<>();
    private final AtomicInteger probes = new AtomicInteger();

    private ResourceProbe probe() {
        probes.incrementAndGet();
        return () -> SAMPLE;
    }

    private SharedGuard guard(Protection protection) {
        return new SharedGuard(guards, "/", this::probe, protection);
    }

    @Test
    void looksOnceForAllAndTellsEachTheSame() {
        List<GuardReading> first = new CopyOnWriteArrayList<>();
        List<GuardReading> second = new CopyOnWriteArrayList<>();
        try (GuardFeed.Subscription one = guard(PROTECTION).listen(first::add, text -> {})) {
            Waiting.until(Waiting.LONG, "a reading", () -> !first.isEmpty());
            try (GuardFeed.Subscription two = guard(PROTECTION).listen(second::add, text -> {})) {
                // Without waiting for the next look.
                assertEquals(1, second.size());
                Waiting.until(Waiting.LONG, "another reading", () -> second.size() > 1);
            }
        }
        assertEquals(1, probes.get());
        assertEquals(SAMPLE, second.get(0).sample());
        assertEquals(first.get(0), second.get(0));
        assertTrue(guards.isEmpty());
    }

    @Test
    void goesOnWhenTheFirstHasLeftAndEndsWithTheLast() {
        List<GuardReading> readings = new CopyOnWriteArrayList<>();
        GuardFeed.Subscription first = guard(PROTECTION).listen(reading -> {}, text -> {});
        try (GuardFeed.Subscription second = guard(PROTECTION).listen(readings::add, text -> {})) {
            first.close();
            int before = readings.size();
            Waiting.until(Waiting.LONG, "a reading", () -> readings.size() > before + 1);
            assertEquals(1, guards.size());
        }
        assertTrue(guards.isEmpty());
        assertEquals(1, probes.get());
    }

    @Test
    void isAnotherWithOtherLimits() {
        Protection other = new Protection(true, 80, 95, Duration.ofSeconds(30), Duration.ofSeconds(10), 0, 0);
        List<GuardReading> readings = new CopyOnWriteArrayList<>();
        try (GuardFeed.Subscription one = guard(PROTECTION).listen(readings::add, text -> {});
                GuardFeed.Subscription two = guard(other).listen(readings::add, text -> {})) {
            assertEquals(2, guards.size());
        }
    }

    @Test
    void tellsAllThatTheMachineCannotBeWatched() {
        List<String> told = new CopyOnWriteArrayList<>();
        SharedGuard blind = new SharedGuard(
                guards,
                "/",
                () -> () -> {
                    throw new IOException("no /proc");
                },
                PROTECTION);
        try (GuardFeed.Subscription one = blind.listen(reading -> {}, told::add)) {
            Waiting.until(Waiting.LONG, "the words", () -> told.size() == 1);
            try (GuardFeed.Subscription two = blind.listen(reading -> {}, told::add)) {
                assertEquals(2, told.size());
            }
        }
        assertEquals(told.get(0), told.get(1));
    }
}
