package dev.simple.run;

import dev.simple.model.ResourceSample;
import dev.simple.schedule.WorkItem;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** What a worker would start next, if there is no room for it beside others; null if there is. */
    @Nullable
    WorkItem nextWithoutRoom(WorkerState worker) {
        WorkItem next = isTight() ? worker.next() : null;
        boolean fits =
                next == null || worker.recordings.containsKey(next.family()) || fits(next.className(), worker.memory);
        return fits ? null : next;
    }

    /** Says once that it waits. */
    void tellThatItWaits(WorkItem item) {
        tell(item.className(), " waits until there is room, or nothing runs beside it");
    }

    void sampled(ResourceSample sample) {
        available = sample.memoryAvailable();
    }

    /** Whether there is room beside what runs; where there is none, that is said once. */
    boolean fits(WorkItem item) {
        boolean fits = fits(item.className(), 0);
        if (!fits) {
            tell(item.className(), " runs later and alone");
        }
        return fits;
    }

    /** @param owned what its process has already */
    private boolean fits(String className, long owned) {
        return needed(className) - owned <= available;
    }

    private long needed(String className) {
        return previousMemory.getOrDefault(className, 0L);
    }

    private void tell(String className, String consequence) {
        if (told.add(className)) {
            recorder.notice(className + consequence + ": its processes used " + (needed(className) >> 20)
                    + " MiB the last time, and " + (available >> 20) + " MiB are available.");
        }
    }
}
