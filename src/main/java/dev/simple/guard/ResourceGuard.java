package dev.simple.guard;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Decides how far a run has to step back: as far as the worst of its limits says. Hardly any memory left ends it at once.
 * Has no thread and no clock.
 */
public final class ResourceGuard {

    /** Between two looks there is a second; after a longer time, the machine slept or Maven was suspended. */
    private static final long GAP = TimeUnit.SECONDS.toNanos(3);

    private static final int LOOKS_AT_THE_FLOOR = 2;

    /** In less no other test JVM fits; with more, a big machine does well where a small one is full. */
    private static final long HIGHEST_FLOOR = 256L << 20;

    private final Protection protection;
    private final List<Limit> limits;
    private boolean looked;
    private long last;
    private long watched;
    private int looksAtTheFloor;
    private PressureLevel level = PressureLevel.NONE;
    private String reason = "no limit is exceeded";

    public ResourceGuard(Protection protection) {
        this.protection = protection;
        int memory = protection.memLimit();
        int cpu = protection.cpuLimit();
        long disk = protection.diskLimit();
        limits = List.of(
                new Limit(
                        protection.memWindow(),
                        false,
                        sample -> sample.memoryPercent() > memory,
                        sample -> percent("memory", sample.memoryPercent(), memory)),
                new Limit(
                        protection.memWindow(),
                        false,
                        sample -> sample.diskFree() < disk,
                        sample -> space(sample.diskFree(), disk)),
                new Limit(
                        protection.cpuWindow(),
                        true,
                        sample -> sample.cpuPercent() > cpu,
                        sample -> percent("cpu", sample.cpuPercent(), cpu)));
    }

    /**
     * Takes the next sample. Once the level is {@link PressureLevel#SHUTDOWN} it remains, with its reason.
     *
     * @param nanos when it was taken, by a clock that nobody sets, such as {@link System#nanoTime}
     */
    public GuardReading add(ResourceSample sample, long nanos) {
        if (level != PressureLevel.SHUTDOWN) {
            look(sample, nanos);
        }
        return new GuardReading(sample, level, reason);
    }

    private void look(ResourceSample sample, long nanos) {
        boolean first = !looked || nanos - last > GAP;
        if (first) {
            limits.forEach(Limit::forget);
        } else {
            watched += nanos - last;
        }
        looked = true;
        last = nanos;
        looksAtTheFloor = sample.memoryAvailable() < floor(sample) ? looksAtTheFloor + 1 : 0;
        if (looksAtTheFloor >= LOOKS_AT_THE_FLOOR) {
            level = PressureLevel.SHUTDOWN;
            reason = "only " + size(sample.memoryAvailable()) + " of " + size(sample.memoryTotal()) + " memory left";
            return;
        }
        limits.forEach(limit -> limit.look(sample, watched, first));
        level = limits.stream().map(Limit::level).max(Comparator.naturalOrder()).orElse(PressureLevel.NONE);
        describe(sample);
    }

    /** A quarter of what the limit leaves free. */
    private long floor(ResourceSample sample) {
        return Math.min(HIGHEST_FLOOR, sample.memoryTotal() / 100 * (100 - protection.memLimit()) / 4);
    }

    private void describe(ResourceSample sample) {
        switch (level) {
            case NONE -> reason = "no limit is exceeded";
            case EASING ->
                reason = limits.stream()
                        .filter(limit -> limit.level() == PressureLevel.EASING)
                        .map(limit -> limit.describe(sample))
                        .collect(Collectors.joining(", "));
            case HOLDING, SHUTDOWN -> {
                // In a dip of all, what was said before still holds.
                if (limits.stream().anyMatch(Limit::isPressing)) {
                    reason = limits.stream()
                            .filter(Limit::isPressing)
                            .sorted(Comparator.comparing(Limit::level).reversed())
                            .map(limit -> limit.describeExcess(sample, watched))
                            .collect(Collectors.joining(", "));
                }
            }
        }
    }

    private static String percent(String what, double percent, int limit) {
        return percent > limit
                ? what + " " + Math.max(Math.round(percent), limit + 1) + " % over the limit of " + limit + " %"
                : what + " " + Math.round(percent) + " % within the limit of " + limit + " %";
    }

    private static String space(long free, long limit) {
        return "disk space of " + size(free) + (free < limit ? " under" : " within") + " the limit of " + size(limit);
    }

    private static String size(long bytes) {
        return bytes >= 10L << 30
                ? (bytes >> 30) + " GiB"
                : bytes >= 10L << 20
                        ? (bytes >> 20) + " MiB"
                        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
