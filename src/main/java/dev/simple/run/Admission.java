package dev.simple.run;

import dev.simple.model.ResourceSample;
import dev.simple.schedule.WorkItem;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Knows whether there is room for a class beside others, by what it needed the last time. */
final class Admission {

    private final Map<String, Long> previousMemory;
    private final Recorder recorder;
    private final Set<String> told = new HashSet<>();
    private long available = Long.MAX_VALUE;

    /** @param previousMemory bytes by class, of those of which it is known */
    Admission(Map<String, Long> previousMemory, Recorder recorder) {
        this.previousMemory = previousMemory;
        this.recorder = recorder;
    }

    void sampled(ResourceSample sample) {
        available = sample.memoryAvailable();
    }

    /** Whether there is room; where there is none, that is said once. */
    boolean fits(WorkItem item) {
        long needed = previousMemory.getOrDefault(item.className(), 0L);
        if (needed > available && told.add(item.className())) {
            recorder.notice(item.className() + " runs later and alone: its processes used " + (needed >> 20)
                    + " MiB the last time, and " + (available >> 20) + " MiB are available.");
        }
        return needed <= available;
    }
}
