package dev.simple.spawn;

import dev.simple.engine.EngineSweep.Leftover;
import dev.simple.protocol.EndedProcess;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was still there and had to be ended.
 *
 * @param ended what is gone now
 * @param survivors what could not be ended, processes of another user for example
 * @param removed containers, networks and volumes that are gone now, in words
 * @param remaining those that could not be removed, with the reason
 * @param leftovers those among them that tests had created
 * @param unlabelled containers that somebody has created beside the run, which stay
 */
public record CleanUp(
        List<EndedProcess> ended,
        List<EndedProcess> survivors,
        List<String> removed,
        List<String> remaining,
        List<Leftover> leftovers,
        List<String> unlabelled) {

    public static final CleanUp NOTHING = new CleanUp(List.of(), List.of());

    public CleanUp {
        ended = List.copyOf(ended);
        survivors = List.copyOf(survivors);
        removed = List.copyOf(removed);
        remaining = List.copyOf(remaining);
        leftovers = List.copyOf(leftovers);
        unlabelled = List.copyOf(unlabelled);
    }

    CleanUp(List<EndedProcess> ended, List<EndedProcess> survivors) {
        this(ended, survivors, List.of(), List.of(), List.of(), List.of());
    }

    /** The same, and what was done in a container engine. */
    CleanUp and(List<String> removedToo, List<String> remainingToo, List<Leftover> leftoversToo) {
        return new CleanUp(ended, survivors, removedToo, remainingToo, leftoversToo, unlabelled);
    }

    /** The same, and what else is in the engine. */
    CleanUp beside(List<String> others) {
        return new CleanUp(ended, survivors, removed, remaining, leftovers, others);
    }

    /** Of it, what is still there. */
    public CleanUp rest() {
        return new CleanUp(
                List.of(),
                survivors,
                List.of(),
                remaining,
                leftovers.stream().filter(leftover -> !leftover.removed()).toList(),
                List.of());
    }

    /** What has become of the processes of a supervisor that is gone, as the end of a sentence. */
    String outcome() {
        return survivors.isEmpty()
                ? "everything that it had started was ended"
                : "these processes that it had started cannot be ended: "
                        + survivors.stream()
                                .map(survivor -> survivor.pid() + " (" + survivor.commandLine() + ")")
                                .collect(Collectors.joining(", "));
    }

    /** Whether there was nothing to be ended. */
    boolean isEmpty() {
        return ended.isEmpty() && survivors.isEmpty() && removed.isEmpty() && remaining.isEmpty();
    }
}
