package dev.simple.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outstanding classes. With one worker all of them are one batch, so that what extensions set up once is set up
 * once. With several, batches shrink towards the end so that no worker idles while another has a long one.
 */
public final class WorkQueue {

    private final Deque<WorkItem> outstanding;
    private final int workers;
    private final boolean single;

    // Classes of which one may have killed a worker before any of them began.
    private final Deque<WorkItem> suspects = new ArrayDeque<>();

    // Classes beside which nothing may run.
    private final Deque<WorkItem> loners = new ArrayDeque<>();

    /**
     * A queue of everything that is to be done.
     *
     * @param items a class is followed by those that are nested in it
     * @param workers how many workers share it
     * @param single whether each batch is one class
     */
    public WorkQueue(Collection<WorkItem> items, int workers, boolean single) {
        this.outstanding = new ArrayDeque<>(items);
        this.workers = workers;
        this.single = single;
    }

    /** The next batch, empty if nothing is outstanding. */
    public List<WorkItem> next() {
        if (!suspects.isEmpty()) {
            return take(suspects, 1);
        }
        return outstanding.isEmpty() ? take(loners, 1) : take(outstanding, batchSize());
    }

    /** The next class where each batch is one, null if it was put back already. */
    public @Nullable WorkItem single() {
        return suspects.isEmpty() && batchSize() == 1 ? outstanding.peek() : null;
    }

    /** Leaves the next class for the end, with nothing beside it. */
    public void postpone() {
        putBackLast(outstanding.remove());
    }

    /** Whether the next batch is one that nothing may run beside. */
    public boolean isNextAlone() {
        return suspects.isEmpty() && outstanding.isEmpty() && !loners.isEmpty();
    }

    /** Takes back a class that is to have the machine for itself; it comes last. */
    public void putBackLast(WorkItem item) {
        loners.add(item.withNothingBeside());
    }

    /** Takes back what a worker did not get to; it comes first. */
    public void putBack(List<WorkItem> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            outstanding.push(items.get(i));
        }
    }

    /** Takes back a batch of which it is unknown which class killed the worker: each of them will be alone. */
    public void putBackAlone(List<WorkItem> items) {
        suspects.addAll(items);
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The number of outstanding classes. */
    public int size() {
        return outstanding.size() + suspects.size() + loners.size();
    }

    public void clear() {
        loners.clear();
        suspects.clear();
        outstanding.clear();
    }

    private static List<WorkItem> take(Deque<WorkItem> items, int size) {
        List<WorkItem> batch = new ArrayList<>();
        WorkItem last = null;
        while (!items.isEmpty()
                && (batch.size() < size
                        || (last != null && last.family().equals(items.element().family())))) {
            last = items.remove();
            batch.add(last);
        }
        return batch;
    }

    private int batchSize() {
        if (single) {
            return 1;
        }
        if (workers == 1) {
            return outstanding.size();
        }
        return Math.max(1, outstanding.size() / (2 * workers));
    }
}
