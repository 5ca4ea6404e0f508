package dev.simple.run;

import dev.simple.model.PressureLevel;
import dev.simple.protocol.RunnerMessage.Admit;
import dev.simple.run.WorkerState.Phase;
import dev.simple.schedule.WorkItem;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets no more run at a time than the state of the machine admits. What has started is never taken back. */
final class Throttle {

    private final EasingTurn turn;
    private PressureLevel level = PressureLevel.NONE;

    Throttle(EasingTurn turn) {
        this.turn = turn;
    }

    /** Whether this is another level than before. */
    boolean change(PressureLevel now) {
        boolean changed = now != level;
        level = now;
        return changed;
    }

    /** Whether something else may begin to run beside these. */
    boolean admits(Collection<WorkerState> others) {
        return switch (level) {
            case NONE -> true;
            case EASING -> others.stream().noneMatch(Throttle::isActive) && turn.take();
            case HOLDING, SHUTDOWN -> false;
        };
    }

    /**
     * Has workers that have several classes wait before the next one, or go on.
     *
     * @param admission knows for which class there is no memory
     */
    void regulate(Collection<WorkerState> workers, Admission admission) {
        turn.report((int) workers.stream().filter(worker -> isActive(worker)).count());
        WorkerState chosen = level == PressureLevel.EASING ? choose(workers) : null;
        for (WorkerState worker : workers) {
            if (worker.phase == Phase.WORKING) {
                admit(worker, admitted(worker, chosen, workers, admission));
            }
        }
    }

    private int admitted(
            WorkerState worker, @Nullable WorkerState chosen, Collection<WorkerState> workers, Admission admission) {
        if (level != PressureLevel.NONE) {
            return worker == chosen ? Admit.ONE : Admit.NONE;
        }
        List<WorkerState> others = workers.stream()
                .filter(other -> other != worker && isActive(other))
                .toList();
        if (others.stream().anyMatch(WorkerState::wantsNothingBeside)) {
            return Admit.NONE;
        }
        WorkItem large = admission.nextWithoutRoom(worker);
        if (large == null) {
            return Admit.ALL;
        }
        if (others.isEmpty()) {
            worker.solitary = large.className();
            return Admit.ONE;
        }
        admission.tellThatItWaits(large);
        return Admit.NONE;
    }

    /** Lets a worker go on that is to be given work. */
    void release(WorkerState worker) {
        admit(worker, level == PressureLevel.EASING ? Admit.ONE : Admit.ALL);
    }

    /** Nothing runs any more. */
    void end() {
        turn.leave();
    }

    /** The one that goes on alone: not before all others have finished what they had begun. Null if none may. */
    private @Nullable WorkerState choose(Collection<WorkerState> workers) {
        List<WorkerState> active = workers.stream().filter(Throttle::isActive).toList();
        return (active.isEmpty() ? workers : active)
                .stream()
                        .filter(worker -> worker.phase == Phase.WORKING)
                        .filter(worker -> !worker.isHeld() || active.size() <= 1)
                        .findFirst()
                        .filter(worker -> turn.take())
                        .orElse(null);
    }

    private static void admit(WorkerState worker, int classes) {
        if (worker.admitted != classes) {
            worker.admitted = classes;
            worker.send(new Admit(classes));
        }
    }

    /** Starting, or running a class: one that is held finishes the class that it has begun. */
    private static boolean isActive(WorkerState worker) {
        return switch (worker.phase) {
            case STARTING -> true;
            case WORKING -> !worker.isHeld() || !worker.recordings.isEmpty();
            case READY, EXITING -> false;
        };
    }
}
