package dev.simple.spawn;

import dev.simple.process.Ending;
import dev.simple.process.NativeCalls;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.process.Signaller;
import dev.simple.protocol.EndedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What is left of a run without a supervisor, found by what is known of it and by its mark in the environment. */
final class Remains {

    /** One empty look is no proof: a process may be between two others. */
    private static final int EMPTY_LOOKS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ProcessTable table = new ProcessTable();
    private final String cookie;
    private final Collection<ProcessIdentity> known;
    private final Predicate<ProcessEntry> others;

    /**
     * Describes what to look for.
     *
     * @param cookie the environment variable of all that the run has started
     * @param known processes of the run
     * @param others what else belongs to it
     */
    Remains(String cookie, Collection<ProcessIdentity> known, Predicate<ProcessEntry> others) {
        this.cookie = cookie;
        this.known = known;
        this.others = others;
    }

    private Collection<ProcessEntry> find() {
        Map<Long, ProcessEntry> all = table.all();
        long self = ProcessHandle.current().pid();
        List<Long> roots = all.values().stream()
                .filter(entry -> entry.pid() != self)
                .filter(entry -> known.contains(entry.identity())
                        || others.test(entry)
                        || ProcessTable.environment(entry.pid(), cookie) != null)
                .map(ProcessEntry::pid)
                .toList();
        return ProcessTable.trees(all, roots).stream().map(all::get).toList();
    }

    /** Ends it. */
    CleanUp end(Duration grace) {
        List<EndedProcess> ended = new ArrayList<>();
        List<EndedProcess> survivors = List.of();
        Ending ending = new Ending(table, Signaller.best(table), this::spawnsOf, grace);
        for (int empty = 0; empty < EMPTY_LOOKS && survivors.isEmpty(); empty++) {
            Collection<ProcessEntry> found = find();
            waitFor(found);
            if (found.stream().anyMatch(ProcessEntry::isAlive)) {
                ending.complete(this::find);
                survivors = ending.survivors();
                waitFor(find());
                empty = 0;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        ended.addAll(ending.ended());
        return new CleanUp(ended, survivors);
    }

    /** Some have become children of this process, and are zombies until it waits for them. */
    private static void waitFor(Collection<ProcessEntry> processes) {
        long self = ProcessHandle.current().pid();
        NativeCalls.find()
                .ifPresent(linux -> processes.stream()
                        .filter(process -> process.parent() == self)
                        .forEach(process -> linux.reap(process.pid())));
    }

    private List<Integer> spawnsOf(ProcessEntry process) {
        String number = ProcessTable.environment(process.pid(), cookie);
        return number == null ? List.of() : List.of(Integer.valueOf(number));
    }
}
