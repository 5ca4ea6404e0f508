package dev.simple.spawn;

import dev.simple.process.Cgroup;
import dev.simple.process.Ending;
import dev.simple.process.NativeCalls;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.process.Signaller;
import dev.simple.protocol.EndedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is left of a run without a supervisor, found by what is known of it and by its mark in the environment. */
final class Remains {

    /** One empty look is no proof: a process may be between two others. */
    private static final int EMPTY_LOOKS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** On a machine where processes come and go all the time, no look is complete. */
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(2);

    private final ProcessTable table = new ProcessTable();
    private final long self = ProcessTable.ownId();
    private final String cookie;
    private final Collection<ProcessIdentity> known;
    private final @Nullable Path cgroup;
    private final Predicate<ProcessEntry> others;
    private Set<Long> inCgroup = Set.of();
    private Set<ProcessIdentity> zombies = Set.of();
    /** Whether something ended during the last look before it could be looked at, and may have gone on as another. */
    private boolean inDoubt;

    /**
     * Describes what to look for.
     *
     * @param cookie the environment variable of all that the run has started
     * @param known processes of the run
     * @param cgroup where the control group of all that the run has started is if there is one, else null
     * @param others what else belongs to it
     */
    Remains(String cookie, Collection<ProcessIdentity> known, @Nullable Path cgroup, Predicate<ProcessEntry> others) {
        this.cgroup = cgroup;
        this.cookie = cookie;
        this.known = known;
        this.others = others;
    }

    /** Signals what it finds at once: it may be gone by the time that all is known. */
    private Collection<ProcessEntry> find(Ending ending) {
        Set<ProcessIdentity> ended = new HashSet<>();
        List<Long> roots = new ArrayList<>();
        inDoubt = false;
        inCgroup = cgroup == null ? Set.of() : Cgroup.members(cgroup);
        Map<Long, ProcessEntry> all = table.all(entry -> {
            boolean member = isMember(entry);
            if (member) {
                roots.add(entry.pid());
            }
            if (!entry.isAlive()) {
                ended.add(entry.identity());
                inDoubt |= !zombies.contains(entry.identity());
            } else if (member) {
                ending.signal(entry);
            } else {
                inDoubt |= !table.isAlive(entry.identity());
            }
        });
        inDoubt |= table.hasMissed();
        zombies = ended;
        return ProcessTable.trees(all, roots).stream().map(all::get).toList();
    }

    private boolean isMember(ProcessEntry entry) {
        return entry.pid() != self
                && (inCgroup.contains(entry.pid())
                        || known.contains(entry.identity())
                        || others.test(entry)
                        || ProcessTable.environment(entry.pid(), cookie) != null);
    }

    /**
     * Ends it.
     *
     * @param told is given each process that cannot be ended
     */
    CleanUp end(Duration grace, Consumer<ProcessIdentity> told) {
        List<EndedProcess> survivors = List.of();
        Ending ending = new Ending(table, Signaller.best(table), this::spawnsOf, grace);
        long deadline = System.nanoTime() + LONGEST_DOUBT.toNanos();
        for (int empty = 0; empty < EMPTY_LOOKS && survivors.isEmpty(); ) {
            Collection<ProcessEntry> found = find(ending);
            waitFor(found);
            if (found.stream().anyMatch(ProcessEntry::isAlive)) {
                ending.complete(() -> find(ending));
                survivors = ending.survivors();
                waitFor(find(ending));
                empty = 0;
                deadline = System.nanoTime() + LONGEST_DOUBT.toNanos();
            } else if (!inDoubt || System.nanoTime() - deadline > 0) {
                empty++;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        if (!survivors.isEmpty()) {
            ending.left().forEach(told);
        }
        return new CleanUp(ending.ended(), survivors);
    }

    /** Some have become children of this process, and are zombies until it waits for them. */
    private void waitFor(Collection<ProcessEntry> processes) {
        NativeCalls.find()
                .ifPresent(linux -> processes.stream()
                        .filter(process -> process.parent() == self)
                        .forEach(process -> linux.reap(process.pid())));
    }

    private List<Integer> spawnsOf(ProcessEntry process) {
        Integer number = ProcessTable.number(process.pid(), cookie);
        return number == null ? List.of() : List.of(number);
    }
}
