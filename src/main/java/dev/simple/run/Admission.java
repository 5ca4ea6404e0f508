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
    private final long largest;
    private long available = Long.MAX_VALUE;

    /** @param previousMemory bytes by class, of those of which it is known */
    Admission(Map<String, Long> previousMemory, Recorder recorder) {
        this.previousMemory = previousMemory;
        this.recorder = recorder;
        this.largest = previousMemory.values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Whether some class may not fit. */
    boolean isTight() {
        return largest > available;
    }

    /** Whether there is room for what a worker would start next, beside others. Where there is none, that is said once. */
    boolean fitsNext(WorkerState worker) {
        WorkItem next = isTight() ? worker.next() : null;
        if (next == null || worker.recordings.containsKey(next.family())) {
            return true;
        }
        return fits(next, worker.memory, " waits until there is room, or nothing runs beside it: its processes used ");
    }

    void sampled(ResourceSample sample) {
        available = sample.memoryAvailable();
    }

    /** Whether there is room beside what runs; where there is none, that is said once. */
    boolean fits(WorkItem item) {
        return fits(item, 0, " runs later and alone: its processes used ");
    }

    /** @param owned what its process has already */
    private boolean fits(WorkItem item, long owned, String consequence) {
        long needed = previousMemory.getOrDefault(item.className(), 0L);
        boolean fits = needed - owned <= available;
        if (!fits && told.add(item.className())) {
            recorder.notice(item.className() + consequence + (needed >> 20) + " MiB the last time, and "
                    + (available >> 20) + " MiB are available.");
        }
        return fits;
    }
}
