package dev.simple.supervisor;

import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notices which orphans this process has adopted. Should it be killed together with the runner, nothing but a note of them
 * tells the next run of one that has emptied its environment.
 */
final class Adoptions {

    /** A note for each is kept on disk. */
    private static final int MOST = 10_000;

    /** The time between two looks, in times of what a look takes: half a percent of a core. */
    private static final long REST = 200;

    /** Whatever it takes: on a busy machine, a look may be long because others have the processors. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final ProcessTable table;
    private final long self = ProcessTable.ownId();
    private final Set<ProcessIdentity> noticed = new HashSet<>();
    private long nextLook = System.nanoTime();

    Adoptions(ProcessTable table) {
        this.table = table;
    }

    /**
     * Those that were not noticed before, if it is time to look.
     *
     * @param started children that are no orphans
     */
    List<ProcessIdentity> look(Collection<ProcessIdentity> started) {
        long now = System.nanoTime();
        if (now - nextLook < 0 || noticed.size() >= MOST) {
            return List.of();
        }
        List<ProcessIdentity> found = table.all().values().stream()
                .filter(process -> process.parent() == self && process.isAlive())
                .map(ProcessEntry::identity)
                .filter(process -> !started.contains(process) && noticed.add(process))
                .toList();
        long end = System.nanoTime();
        nextLook = end + rest(end - now);
        return found;
    }

    /** The nanoseconds to the next look after one that has taken so many. */
    static long rest(long look) {
        return Math.min(REST * look, LONGEST_REST.toNanos());
    }
}
