package dev.simple.guard;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import dev.simple.model.ResourceSample.Stalls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One guard for all runs of a build that have the same limits. It begins to look with the first that listens, and ends with
 * the last. What it says is passed on as types of the JDK, since modules may have classes of their own.
 */
public final class SharedGuard implements GuardFeed {

    private static final String LISTENERS = "listeners";
    private static final String NEWEST = "newest";
    private static final String END = "end";

    private final Map<String, Map<String, Object>> guards;
    private final String key;
    private final Supplier<ResourceProbe> probes;
    private final Protection protection;

    /**
     * One of those that share.
     *
     * @param guards shared by all runs, guarded by itself
     * @param place where there must be room; what is on other disks has another guard
     * @param probes makes the probe, if nobody looks yet
     */
    public SharedGuard(
            Map<String, Map<String, Object>> guards,
            String place,
            Supplier<ResourceProbe> probes,
            Protection protection) {
        this.guards = guards;
        this.probes = probes;
        this.protection = protection;
        this.key = List.of(
                        protection.cpuLimit(),
                        protection.memLimit(),
                        protection.cpuWindow(),
                        protection.memWindow(),
                        protection.diskLimit(),
                        place)
                .toString();
    }

    /** Who comes later is told the newest at once. */
    @Override
    public Subscription listen(Consumer<GuardReading> readings, Consumer<String> blind) {
        Consumer<Object[]> listener = parts -> {
            if (parts.length == 1) {
                blind.accept((String) parts[0]);
            } else {
                readings.accept(reading(parts));
            }
        };
        synchronized (guards) {
            Map<String, Object> guard = guards.get(key);
            if (guard == null) {
                guard = new ConcurrentHashMap<>();
                guards.put(key, guard);
                guard.put(LISTENERS, new CopyOnWriteArrayList<Consumer<Object[]>>());
                listeners(guard).add(listener);
                begin(guard);
            } else {
                listeners(guard).add(listener);
                Object[] newest = (Object[]) guard.get(NEWEST);
                if (newest != null) {
                    listener.accept(newest);
                }
            }
            Map<String, Object> joined = guard;
            return () -> leave(joined, listener);
        }
    }

    private void begin(Map<String, Object> guard) {
        ResourceWatch watch = new ResourceWatch(
                probes,
                new ResourceGuard(protection),
                reading -> tell(guard, parts(reading)),
                text -> tell(guard, new Object[] {text}));
        guard.put(END, (Runnable) watch::close);
        watch.start();
    }

    private static void tell(Map<String, Object> guard, Object[] parts) {
        guard.put(NEWEST, parts);
        listeners(guard).forEach(listener -> listener.accept(parts));
    }

    private void leave(Map<String, Object> guard, Consumer<Object[]> listener) {
        synchronized (guards) {
            if (listeners(guard).remove(listener) && listeners(guard).isEmpty()) {
                guards.remove(key);
                ((Runnable) Objects.requireNonNull(guard.get(END))).run();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Consumer<Object[]>> listeners(Map<String, Object> guard) {
        return (List<Consumer<Object[]>>) Objects.requireNonNull(guard.get(LISTENERS));
    }

    private static @Nullable Object[] parts(GuardReading reading) {
        ResourceSample sample = reading.sample();
        Stalls stalls = sample.stalls();
        return new @Nullable Object[] {
            sample.at(),
            sample.cpuPercent(),
            sample.memoryTotal(),
            sample.memoryAvailable(),
            sample.diskFree(),
            stalls == null
                    ? null
                    : new double[] {
                        stalls.cpuSome(), stalls.memorySome(), stalls.memoryFull(), stalls.ioSome(), stalls.ioFull()
                    },
            reading.level().name(),
            reading.reason()
        };
    }

    private static GuardReading reading(@Nullable Object[] parts) {
        double[] stalls = (double[]) parts[5];
        return new GuardReading(
                new ResourceSample(
                        (Instant) parts[0],
                        (double) parts[1],
                        (long) parts[2],
                        (long) parts[3],
                        (long) parts[4],
                        stalls == null ? null : new Stalls(stalls[0], stalls[1], stalls[2], stalls[3], stalls[4])),
                PressureLevel.valueOf((String) parts[6]),
                (String) parts[7]);
    }
}
