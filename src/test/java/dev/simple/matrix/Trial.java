package dev.simple.matrix;

import dev.simple.fixtures.Workload;
import dev.simple.supervisor.Layer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One run that something happens to; each of its workloads is a cell of the matrix.
 *
 * @param grace the grace period of the run
 * @param ordinaryUser whether it runs as a user without privileges
 * @param specFile whether a spec file does what a test class does otherwise
 * @param place where it runs if that is anything special, in words
 * @param without layers that are left out, to show what they are for
 * @param unswept whether the next run leaves alone what this one has left
 */
record Trial(
        Fault fault,
        Moment moment,
        Set<Workload> workloads,
        Duration grace,
        boolean ordinaryUser,
        boolean specFile,
        String place,
        Set<Layer> without,
        boolean unswept) {

    private static final Duration SHORT_GRACE = Duration.ofMillis(500);

    /** Nothing that happens in a cleanup may wait for its end. */
    static final Duration LONG_GRACE = Duration.ofSeconds(60);

    static Trial of(Fault fault, Moment moment) {
        boolean slow = moment == Moment.DURING_CLEANUP || moment == Moment.DURING_THE_LAST_CLEANUP;
        // With nobody left who has adopted them, processes are found by their environment, or by a note of their id.
        Set<Workload> workloads = EnumSet.allOf(Workload.class);
        if (fault == Fault.KILL_BOTH) {
            workloads.remove(Workload.HOPPING_AWAY);
        }
        return new Trial(fault, moment, workloads, slow ? LONG_GRACE : SHORT_GRACE, false, false, "", Set.of(), false);
    }

    Trial asOrdinaryUser() {
        return new Trial(fault, moment, workloads, grace, true, specFile, place, without, unswept);
    }

    Trial ofSpecFile() {
        return new Trial(fault, moment, workloads, grace, ordinaryUser, true, place, without, unswept);
    }

    Trial in(String where) {
        return new Trial(fault, moment, workloads, grace, ordinaryUser, specFile, where, without, unswept);
    }

    Trial without(Set<Layer> layers) {
        return new Trial(fault, moment, workloads, grace, ordinaryUser, specFile, place, layers, unswept);
    }

    Trial withoutJanitor() {
        return new Trial(fault, moment, workloads, grace, ordinaryUser, specFile, place, without, true);
    }

    Trial with(Workload... chosen) {
        return new Trial(
                fault, moment, EnumSet.copyOf(List.of(chosen)), grace, ordinaryUser, specFile, place, without, unswept);
    }

    boolean needsTerminal() {
        return fault.needsTerminal();
    }

    /** The first of two faults that come one after the other. */
    Fault first() {
        if (moment == Moment.DURING_THE_LAST_CLEANUP) {
            return Fault.SUCCESS;
        }
        return needsTerminal() ? Fault.CONTROL_C : Fault.TERMINATE;
    }

    boolean isDuringCleanup() {
        return moment == Moment.DURING_CLEANUP || moment == Moment.DURING_THE_LAST_CLEANUP;
    }

    int exitCode() {
        // A JVM that is shutting down keeps the exit code that it began with.
        boolean begun = moment == Moment.DURING_CLEANUP && !fault.killsTheRunner() && fault != Fault.KILL_BOTH;
        return begun ? first().exitCode() : fault.exitCode();
    }

    String title() {
        return fault.title() + ", " + moment.title()
                + (workloads.size() == 1 ? ", " + workloads : "") + (ordinaryUser ? ", ordinary user" : "")
                + (specFile ? ", spec file" : "")
                + (place.isEmpty() ? "" : ", " + place)
                + (without.isEmpty() ? "" : ", without " + without)
                + (unswept ? ", without janitor" : "");
    }
}
