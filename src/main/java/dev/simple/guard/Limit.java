package dev.simple.guard;

import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One of the limits, and how far a run has to step back because of it. Exceeded for its window, it holds the run;
 * exceeded for another, it ends it. When the excess is over, one class runs at a time until a whole window was calm.
 */
final class Limit {

    /** One look within the limit may be a dip. */
    private static final int LOOKS_WITHIN = 3;

    private final Predicate<ResourceSample> exceeded;
    private final Function<ResourceSample, String> words;
    private final boolean average;
    private final LimitWindow window;
    private PressureLevel level = PressureLevel.NONE;
    private boolean over;
    private int looksWithin;
    private long exceededSince;

    /**
     * Nothing is exceeded yet.
     *
     * @param average whether a sample tells of the time since the one before, rather than of now
     * @param words what a sample says, such as {@code memory 93 % over the limit of 90 %}
     */
    Limit(
            Duration window,
            boolean average,
            Predicate<ResourceSample> exceeded,
            Function<ResourceSample, String> words) {
        this.window = new LimitWindow(window);
        this.average = average;
        this.exceeded = exceeded;
        this.words = words;
    }

    PressureLevel level() {
        return level;
    }

    /** Whether it presses, and did so at the newest look. */
    boolean isPressing() {
        return over && level.compareTo(PressureLevel.HOLDING) >= 0;
    }

    /** Time has passed in which nobody looked: it was no excess, and no calm either. */
    void forget() {
        window.clear();
        over = false;
        looksWithin = 0;
    }

    /**
     * Takes the next sample.
     *
     * @param nanos the time in which somebody looked so far
     * @param first whether nobody looked before
     */
    void look(ResourceSample sample, long nanos, boolean first) {
        if (first && average) {
            return;
        }
        over = exceeded.test(sample);
        looksWithin = over ? 0 : looksWithin + 1;
        window.add(nanos, over);
        level = next();
    }

    private PressureLevel next() {
        return switch (level) {
            case NONE, EASING -> {
                if (window.isExceeded()) {
                    exceededSince = window.start();
                    window.restart();
                    yield PressureLevel.HOLDING;
                }
                yield window.isCalm() ? PressureLevel.NONE : level;
            }
            case HOLDING -> {
                if (window.isExceeded()) {
                    yield PressureLevel.SHUTDOWN;
                }
                if (!over && (looksWithin >= LOOKS_WITHIN || window.isMostlyWithin())) {
                    window.restart();
                    yield PressureLevel.EASING;
                }
                yield level;
            }
            case SHUTDOWN -> level;
        };
    }

    String describe(ResourceSample sample) {
        return words.apply(sample);
    }

    String describeExcess(ResourceSample sample, long nanos) {
        return words.apply(sample) + " for " + Math.round((nanos - exceededSince) / 1e9) + " s";
    }
}
