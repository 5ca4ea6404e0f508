package dev.simple.guard;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides how far a run has to step back. A limit that is exceeded for its window holds the run; when the excess is over, one
 * class runs at a time until a whole window was calm; if it goes on for another window, the run ends. Hardly any memory
 * left ends it at once.
 */
public final class ResourceGuard {

    /** Between two looks there is a second; after a longer time, the machine slept or Maven was suspended. */
    private static final long GAP = TimeUnit.SECONDS.toNanos(3);

    /** One look under the limit may be a dip. */
    private static final int LOOKS_UNTIL_OVER = 3;

    /** A big machine does well with a percentage that a small one cannot live with. */
    private static final long HIGHEST_FLOOR = 256L << 20;

    private static final int LOOKS_AT_THE_FLOOR = 2;

    /** One of the limits. */
    private static final class Limit {
        final Predicate<ResourceSample> isExceeded;
        final Function<ResourceSample, String> words;
        final LimitWindow window;
        final Duration length;
        PressureLevel level = PressureLevel.NONE;
        long exceededSince;
        int looksUnder;

        Limit(Duration length, Predicate<ResourceSample> isExceeded, Function<ResourceSample, String> words) {
            this.isExceeded = isExceeded;
            this.words = words;
            this.window = new LimitWindow(length);
            this.length = length;
        }
    }

    private final List<Limit> limits;
    private final Protection protection;
    private long last;
    private boolean looked;
    private int looksAtTheFloor;
    private String reason = "";

    public ResourceGuard(Protection protection) {
        this.protection = protection;
        int memory = protection.memLimit();
        int cpu = protection.cpuLimit();
        this.limits = List.of(
                new Limit(
                        protection.memWindow(),
                        sample -> sample.memoryPercent() > memory,
                        sample -> percent("memory", sample.memoryPercent(), memory)),
                new Limit(
                        protection.memWindow(),
                        sample -> sample.diskFree() < protection.diskLimit(),
                        sample -> "disk space " + size(sample.diskFree()) + " under the limit of "
                                + size(protection.diskLimit())),
                new Limit(
                        protection.cpuWindow(),
                        sample -> sample.cpuPercent() > cpu,
                        sample -> percent("cpu", sample.cpuPercent(), cpu)));
    }

    /**
     * Takes the next sample.
     *
     * @param nanos when it was taken, by a clock that nobody sets, such as {@link System#nanoTime}
     */
    public GuardReading add(ResourceSample sample, long nanos) {
        if (looked && nanos - last > GAP) {
            limits.forEach(limit -> limit.window.clear());
            looksAtTheFloor = 0;
        }
        boolean first = !looked || nanos - last > GAP;
        looked = true;
        last = nanos;
        if (first) {
            // How busy the processors were is an average of a time in which nobody looked.
            return new GuardReading(sample, level(), reason);
        }
        looksAtTheFloor = sample.memoryAvailable() < floor(sample) ? looksAtTheFloor + 1 : 0;
        if (looksAtTheFloor >= LOOKS_AT_THE_FLOOR) {
            reason = "memory " + size(sample.memoryAvailable()) + " left of " + size(sample.memoryTotal())
                    + ", which cannot wait";
            return new GuardReading(sample, PressureLevel.SHUTDOWN, reason);
        }
        limits.forEach(limit -> look(limit, sample, nanos));
        describe(sample, nanos);
        return new GuardReading(sample, level(), reason);
    }

    private long floor(ResourceSample sample) {
        long left = sample.memoryTotal() / 100 * (100 - protection.memLimit());
        return Math.min(HIGHEST_FLOOR, left / 4);
    }

    private void look(Limit limit, ResourceSample sample, long nanos) {
        boolean over = limit.isExceeded.test(sample);
        limit.window.add(nanos, over);
        limit.looksUnder = over ? 0 : limit.looksUnder + 1;
        switch (limit.level) {
            case NONE, EASING -> {
                if (limit.window.isExceeded()) {
                    limit.level = PressureLevel.HOLDING;
                    limit.exceededSince = nanos - limit.length.toNanos();
                    // For another window.
                    limit.window.clear();
                } else if (limit.window.isCalm()) {
                    limit.level = PressureLevel.NONE;
                }
            }
            case HOLDING -> {
                if (limit.window.isExceeded()) {
                    limit.level = PressureLevel.SHUTDOWN;
                } else if (limit.looksUnder >= LOOKS_UNTIL_OVER) {
                    limit.level = PressureLevel.EASING;
                    limit.window.clear();
                }
            }
            case SHUTDOWN -> {}
        }
    }

    private PressureLevel level() {
        return limits.stream()
                .map(limit -> limit.level)
                .max(PressureLevel::compareTo)
                .orElse(PressureLevel.NONE);
    }

    private void describe(ResourceSample sample, long nanos) {
        List<Limit> pressing = new ArrayList<>(limits);
        pressing.removeIf(limit -> limit.level.compareTo(PressureLevel.HOLDING) < 0);
        if (!pressing.isEmpty()) {
            reason = pressing.stream()
                    .sorted((one, other) -> other.level.compareTo(one.level))
                    .map(limit -> limit.words.apply(sample) + " for "
                            + TimeUnit.NANOSECONDS.toSeconds(nanos - limit.exceededSince) + " s")
                    .collect(Collectors.joining(", "));
        } else {
            List<String> recovered = limits.stream()
                    .filter(limit -> limit.level == PressureLevel.EASING)
                    .map(limit -> limit.words.apply(sample))
                    .toList();
            reason = recovered.isEmpty() ? "no limit is exceeded any more" : String.join(", ", recovered);
        }
    }

    private static String percent(String what, double percent, int limit) {
        String relation = percent > limit ? " over" : " within";
        return what + " " + Math.round(percent) + " %" + relation + " the limit of " + limit + " %";
    }

    private static String size(long bytes) {
        return bytes >= 10L << 30
                ? (bytes >> 30) + " GiB"
                : bytes >= 10L << 20
                        ? (bytes >> 20) + " MiB"
                        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
