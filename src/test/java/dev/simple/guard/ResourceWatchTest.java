package dev.simple.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.fixtures.Waiting;
import dev.simple.model.ResourceSample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ResourceWatchTest {

    private static final ResourceSample SAMPLE = new ResourceSample(Instant.EPOCH, 10, 100, 90, 1000, null);

    private final BlockingQueue<GuardReading> readings = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();

    private ResourceWatch watch(Supplier<ResourceProbe> probes) {
        Protection limits = new Protection(true, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 0, 0);
        return new ResourceWatch(probes, new ResourceGuard(limits), readings::add, troubles::add);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(Waiting.LONG.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing was told.");
        }
        return next;
    }

    @Test
    void makesTheProbeOnceAndOnItsOwnThread() throws InterruptedException {
        BlockingQueue<Thread> makers = new LinkedBlockingQueue<>();
        try (ResourceWatch watch = watch(() -> {
            makers.add(Thread.currentThread());
            return () -> SAMPLE;
        })) {
            assertTrue(makers.isEmpty());
            watch.start();
            assertSame(SAMPLE, next(readings).sample());
            assertSame(SAMPLE, next(readings).sample());
        }
        Thread maker = makers.remove();
        assertNotEquals(Thread.currentThread(), maker);
        assertEquals("simple-guard", maker.getName());
        assertTrue(maker.isDaemon());
        assertTrue(makers.isEmpty());
    }

    @Test
    void tellsOnceThatItIsBlindAndGoesOnTrying() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        try (ResourceWatch watch = watch(() -> () -> {
            if (looks.incrementAndGet() < 3) {
                throw new IOException("no /proc");
            }
            return SAMPLE;
        })) {
            watch.start();
            next(readings);
        }
        assertEquals(
                List.of("The machine cannot be watched, so that simple.selfProtect has no effect:"
                        + " java.io.IOException: no /proc"),
                List.copyOf(troubles));
    }

    @Test
    void survivesAProbeThatCannotBeLoaded() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        try (ResourceWatch watch = watch(() -> {
            if (attempts.incrementAndGet() == 1) {
                throw new UnsatisfiedLinkError("not for this machine");
            }
            return () -> SAMPLE;
        })) {
            watch.start();
            assertTrue(next(troubles).endsWith("java.lang.UnsatisfiedLinkError: not for this machine"));
            next(readings);
        }
    }

    @Test
    void isClosedWhileALookTakesItsTimeAndSaysNothingOfIt() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        ResourceWatch watch = watch(() -> () -> {
            threads.add(Thread.currentThread());
            looking.countDown();
            await(closed);
            return SAMPLE;
        });
        watch.start();
        await(looking);

        watch.close();
        closed.countDown();

        threads.remove().join();
        assertTrue(readings.isEmpty());
        assertTrue(troubles.isEmpty());
    }

    @Test
    void endsWhenItIsClosedBetweenTwoLooks() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        ResourceWatch watch = watch(() -> () -> {
            threads.add(Thread.currentThread());
            return SAMPLE;
        });
        watch.start();
        next(readings);
        Thread thread = next(threads);
        Waiting.until(Waiting.LONG, "a pause", () -> thread.getState() == Thread.State.TIMED_WAITING);

        watch.close();

        thread.join(Waiting.LONG.toMillis());
        assertFalse(thread.isAlive());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(Waiting.LONG.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
