package dev.simple.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outstanding classes. With one worker all of them are one batch, so that what extensions set up once is set up
 * once. With several, batches shrink towards the end so that no worker idles while another has a long one.
 */
public final class WorkQueue {

    private final Deque<WorkItem> outstanding;
    private final int workers;
    private final boolean single;
    private final Map<String, Duration> previousDurations;
    private final double usualWeight;

    // Of all that is in outstanding; asked for after each message, and so kept.
    private double outstandingWeight;

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
     * @param previousDurations how long classes took the last time, as far as it is known
     */
    public WorkQueue(Collection<WorkItem> items, int workers, boolean single, Map<String, Duration> previousDurations) {
        this.outstanding = new ArrayDeque<>(items);
        this.workers = workers;
        this.single = single;
        this.previousDurations = previousDurations;
        this.usualWeight = items.stream()
                .map(item -> previousDurations.get(item.className()))
                .filter(duration -> duration != null)
                .mapToDouble(WorkQueue::weight)
                .average()
                .orElse(1);
        this.outstandingWeight = weight(items);
    }

    /**
     * The next batch.
     *
     * @param suits which classes the worker can take that it is for
     * @return empty if none is outstanding
     */
    public List<WorkItem> next(Predicate<WorkItem> suits) {
        if (suspects.stream().anyMatch(suits)) {
            return take(suspects, suits, 0);
        }
        if (outstanding.stream().noneMatch(suits)) {
            return take(loners, suits, 0);
        }
        List<WorkItem> batch = take(outstanding, suits, share());
        outstandingWeight -= weight(batch);
        return batch;
    }

    /** Whether there is a class that suits. */
    public boolean has(Predicate<WorkItem> suits) {
        return all().anyMatch(suits);
    }

    /**
     * For which classes a worker has to be started.
     *
     * @param kind what a worker for a class must be like
     * @param idle what those are like that have no class yet
     * @param most how many are wanted at most
     */
    public <T> List<T> missing(Function<WorkItem, T> kind, Collection<T> idle, int most) {
        List<T> waiting = new ArrayList<>(idle);
        return all().map(kind)
                .filter(wanted -> !waiting.remove(wanted))
                .limit(most)
                .toList();
    }

    /** Leaves those of the next batch for the end, with nothing beside them, for which there is no room. */
    public void postpone(Predicate<WorkItem> fits) {
        boolean changed = suspects.isEmpty();
        while (changed && !outstanding.isEmpty()) {
            List<WorkItem> batch = take(outstanding, item -> true, share());
            outstandingWeight -= weight(batch);
            Set<String> large = batch.stream()
                    .filter(item -> !fits.test(item))
                    .map(WorkItem::family)
                    .collect(Collectors.toSet());
            putBack(batch.stream()
                    .filter(item -> !large.contains(item.family()))
                    .toList());
            batch.stream().filter(item -> large.contains(item.family())).forEach(this::putBackLast);
            changed = !large.isEmpty();
        }
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
        outstandingWeight += weight(items);
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
        outstandingWeight = 0;
    }

    private Stream<WorkItem> all() {
        return Stream.of(suspects, outstanding, loners).flatMap(Collection::stream);
    }

    /** The first class that suits, and those after it for which there is room; a family is not taken apart. */
    private List<WorkItem> take(Deque<WorkItem> items, Predicate<WorkItem> suits, double room) {
        List<WorkItem> batch = new ArrayList<>();
        WorkItem last = null;
        double taken = 0;
        for (Iterator<WorkItem> rest = items.iterator(); rest.hasNext(); ) {
            WorkItem item = rest.next();
            boolean related = last != null && last.family().equals(item.family());
            boolean fits = last == null || taken + weight(item) <= room;
            if (related || (fits && suits.test(item))) {
                rest.remove();
                batch.add(item);
                taken += weight(item);
                last = item;
            } else if (last != null) {
                break;
            }
        }
        return batch;
    }

    /** How much of the work a batch may be. */
    private double share() {
        if (single) {
            return 0;
        }
        if (workers == 1) {
            return Double.POSITIVE_INFINITY;
        }
        return outstandingWeight / (2 * workers);
    }

    private double weight(Collection<WorkItem> items) {
        return items.stream().mapToDouble(this::weight).sum();
    }

    private double weight(WorkItem item) {
        Duration previous = previousDurations.get(item.className());
        return previous == null ? usualWeight : weight(previous);
    }

    /** Starting a class costs something too. */
    private static double weight(Duration duration) {
        return Math.max(1, duration.toMillis());
    }
}
