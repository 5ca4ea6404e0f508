package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static String run(Deliveries deliveries, CompletableFuture<String> answer) throws Exception {
        deliveries.execute(() -> answer.complete(Thread.currentThread().getName()));
        return answer.get(30, TimeUnit.SECONDS);
    }

    /** Numbers its threads, of which only the first so many can start. */
    private static ThreadFactory atMost(int most) {
        AtomicInteger threads = new AtomicInteger();
        return work -> {
            int number = threads.incrementAndGet();
            Thread thread = new Thread(work, "thread " + number) {
                @Override
                public synchronized void start() {
                    if (number > most) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    super.start();
                }
            };
            thread.setDaemon(true);
            return thread;
        };
    }

    @Test
    void areMadeOneAfterTheOtherWhereNoMoreThreadsAreToBeHad() throws Exception {
        Deliveries deliveries = new Deliveries(atMost(1));

        String first = run(deliveries, new CompletableFuture<>());
        String second = run(deliveries, new CompletableFuture<>());

        assertEquals(List.of("thread 1", "thread 1"), List.of(first, second));
        deliveries.shutdown();
    }

    @Test
    void doNotWaitForEachOtherOtherwise() throws Exception {
        Deliveries deliveries = new Deliveries(atMost(9));
        CompletableFuture<String> inner = new CompletableFuture<>();
        CompletableFuture<String> outer = new CompletableFuture<>();

        deliveries.execute(() -> {
            try {
                outer.complete(run(deliveries, inner));
            } catch (Exception e) {
                outer.completeExceptionally(e);
            }
        });

        assertNotEquals("thread 1", outer.get(30, TimeUnit.SECONDS), "That one is the reserve.");
        deliveries.shutdown();
    }
}
