package dev.simple.guard;

import dev.simple.model.ResourceSample;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at the machine once a second, on a thread of its own, until it is closed. */
public final class ResourceWatch implements AutoCloseable {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<ResourceProbe> probes;
    private final ResourceGuard guard;
    private final Consumer<GuardReading> readings;
    private final Consumer<String> blind;
    private final Thread thread = new Thread(this::watch, "simple-guard");
    private boolean closed;

    /**
     * Prepares to look.
     *
     * @param probes makes the probe, which may take a while, on the watch's own thread
     * @param readings told of each look
     * @param blind told in a sentence when the machine cannot be looked at any more; it is tried again every second
     */
    public ResourceWatch(
            Supplier<ResourceProbe> probes,
            ResourceGuard guard,
            Consumer<GuardReading> readings,
            Consumer<String> blind) {
        this.probes = probes;
        this.guard = guard;
        this.readings = readings;
        this.blind = blind;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void watch() {
        ResourceProbe probe = null;
        boolean told = false;
        long start = System.nanoTime();
        while (!isClosed()) {
            try {
                probe = probe == null ? probes.get() : probe;
                ResourceSample sample = probe.sample();
                tell(() -> readings.accept(guard.add(sample, System.nanoTime())));
                told = false;
            } catch (IOException | RuntimeException | LinkageError e) {
                if (!told) {
                    tell(() -> blind.accept(
                            "The machine cannot be watched, so that simple.selfProtect has no effect: " + e));
                }
                told = true;
            }
            awaitTick(start);
        }
    }

    /** Seconds that a look took are passed over. */
    private void awaitTick(long start) {
        long next = start + ((System.nanoTime() - start) / SECOND + 1) * SECOND;
        while (!isClosed() && next - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, next - System.nanoTime());
        }
    }

    private synchronized void tell(Runnable message) {
        if (!closed) {
            message.run();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Nobody is told anything after this has returned. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        LockSupport.unpark(thread);
    }
}
