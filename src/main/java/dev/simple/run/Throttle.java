package dev.simple.run;

import dev.simple.model.PressureLevel;
import dev.simple.protocol.RunnerMessage;
import dev.simple.run.WorkerState.Phase;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets no more run at a time than the state of the machine admits. What has started is never taken back. */
final class Throttle {

    private PressureLevel level = PressureLevel.NONE;

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
            case EASING -> others.stream().noneMatch(Throttle::isActive);
            case HOLDING, SHUTDOWN -> false;
        };
    }

    /** Has workers that have several classes wait before the next one, or go on. */
    void regulate(Collection<WorkerState> workers) {
        WorkerState chosen = level == PressureLevel.EASING ? choose(workers) : null;
        for (WorkerState worker : workers) {
            if (worker.phase == Phase.WORKING) {
                hold(worker, level != PressureLevel.NONE && worker != chosen);
            }
        }
    }

    /** Lets a worker go on that is to be given work. */
    void release(WorkerState worker) {
        hold(worker, false);
    }

    /** The one that goes on alone: not before all others have finished what they had begun. Null if none may. */
    private static @Nullable WorkerState choose(Collection<WorkerState> workers) {
        List<WorkerState> active = workers.stream().filter(Throttle::isActive).toList();
        return (active.isEmpty() ? workers : active)
                .stream()
                        .filter(worker -> worker.phase == Phase.WORKING)
                        .filter(worker -> !worker.held || active.size() <= 1)
                        .findFirst()
                        .orElse(null);
    }

    private static void hold(WorkerState worker, boolean held) {
        if (worker.held != held) {
            worker.held = held;
            worker.send(held ? new RunnerMessage.Hold() : new RunnerMessage.GoOn());
        }
    }

    /** Starting, or running a class: one that is held finishes the class that it has begun. */
    private static boolean isActive(WorkerState worker) {
        return switch (worker.phase) {
            case STARTING -> true;
            case WORKING -> !worker.held || !worker.recordings.isEmpty();
            case READY, EXITING -> false;
        };
    }
}
