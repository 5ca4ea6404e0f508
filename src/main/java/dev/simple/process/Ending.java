package dev.simple.process;

import dev.simple.process.Signaller.Signal;
import dev.simple.protocol.EndedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Ends processes: SIGTERM to all at once, a grace period, then SIGKILL, to those too that come into being meanwhile. One
 * that is stopped is continued, or it could not obey.
 */
public final class Ending {

    /** A process that ignores SIGKILL for this long hangs in the kernel. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** One that may not be signalled for this long belongs to another user. */
    private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofSeconds(1);

    private final ProcessTable table;
    private final Signaller signaller;
    private final Function<ProcessEntry, List<Integer>> spawnsOf;
    private final Map<ProcessIdentity, EndedProcess> met = new LinkedHashMap<>();
    private final Set<ProcessIdentity> asked = new HashSet<>();
    private final Set<ProcessIdentity> left = new HashSet<>();
    private final Set<ProcessIdentity> strangers = new HashSet<>();
    private final Instant begun = Instant.now();
    private long killAt;

    /**
     * Begins.
     *
     * @param spawnsOf the numbers of the spawns that a process may descend from
     * @param grace the time between SIGTERM and SIGKILL
     */
    public Ending(
            ProcessTable table, Signaller signaller, Function<ProcessEntry, List<Integer>> spawnsOf, Duration grace) {
        this.table = table;
        this.signaller = signaller;
        this.spawnsOf = spawnsOf;
        this.killAt = System.nanoTime() + grace.toNanos();
    }

    /** Makes the grace period shorter if it was longer. */
    public void hurry(Duration grace) {
        killAt = Math.min(killAt, System.nanoTime() + grace.toNanos());
    }

    /**
     * Does what is due.
     *
     * @param members what is there now
     * @return whether nothing is left, or nothing but what cannot be ended
     */
    public boolean advance(Collection<ProcessEntry> members) {
        left.clear();
        for (ProcessEntry member : members) {
            if (member.isAlive()) {
                left.add(member.identity());
                signal(member);
            }
        }
        long late = System.nanoTime() - killAt;
        return left.isEmpty()
                || late >= PATIENCE.toNanos()
                || (late >= PATIENCE_WITH_STRANGERS.toNanos() && strangers.containsAll(left));
    }

    /** Sends one process what is due. For one that may be another process already when all are known. */
    public void signal(ProcessEntry member) {
        met.computeIfAbsent(member.identity(), identity -> describe(member));
        if (isKilling()) {
            kill(member.identity());
        } else if (asked.add(member.identity())) {
            signaller.send(member.identity(), Signal.TERMINATE);
            signaller.send(member.identity(), Signal.CONTINUE);
        }
    }

    private void kill(ProcessIdentity process) {
        if (signaller.send(process, Signal.KILL) || !table.isAlive(process)) {
            strangers.remove(process);
        } else {
            strangers.add(process);
        }
    }

    /** Whether SIGKILL is due. */
    public boolean isKilling() {
        return System.nanoTime() - killAt >= 0;
    }

    /** What was there when it began and has been ended; what came into being meanwhile is not told. */
    public List<EndedProcess> ended() {
        return met.entrySet().stream()
                .filter(process -> !left.contains(process.getKey()))
                .map(Map.Entry::getValue)
                .filter(process -> !process.started().isAfter(begun))
                .toList();
    }

    /** Which processes are still there. */
    public Set<ProcessIdentity> left() {
        return Set.copyOf(left);
    }

    /** What is still there. */
    public List<EndedProcess> survivors() {
        return met.entrySet().stream()
                .filter(process -> left.contains(process.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Goes on until nothing is left that can be ended. */
    public void complete(Supplier<Collection<ProcessEntry>> members) {
        long pause = Duration.ofMillis(1).toNanos();
        while (!advance(members.get())) {
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, Duration.ofMillis(20).toNanos());
        }
    }

    private EndedProcess describe(ProcessEntry process) {
        return new EndedProcess(
                process.pid(),
                table.commandLine(process.pid()),
                table.startOf(process.identity()),
                spawnsOf.apply(process));
    }
}
