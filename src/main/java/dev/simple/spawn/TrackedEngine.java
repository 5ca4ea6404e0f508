package dev.simple.spawn;

import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineSweep;
import dev.simple.engine.UnlabelledContainers;
import dev.simple.protocol.SupervisorRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The container engine of a run, as far as something of the run may be in it. */
final class TrackedEngine {

    /** Tells the supervisor. */
    @FunctionalInterface
    interface Requests {
        void send(SupervisorRequest request) throws IOException;
    }

    private final String run;
    private final RunFile runFile;
    private final Requests requests;
    private final boolean removedBySupervisor;
    private final Instant start = Instant.now();
    private volatile @Nullable EngineAddress served;
    private volatile @Nullable RunContainers containers;

    /**
     * @param run the value of the run's label
     * @param removedBySupervisor whether the supervisor removes what a dead runner has left
     */
    TrackedEngine(String run, RunFile runFile, Requests requests, boolean removedBySupervisor) {
        this.run = run;
        this.removedBySupervisor = removedBySupervisor;
        this.runFile = runFile;
        this.requests = requests;
    }

    RunContainers watch(EngineAddress engine) throws IOException {
        RunContainers watched = new RunContainers(engine, run);
        runFile.engine(run, engine);
        if (removedBySupervisor) {
            requests.send(new SupervisorRequest.WatchEngine(engine.toString(), run));
        }
        containers = watched;
        return watched;
    }

    void serve(EngineAddress engine, Path directory) throws IOException {
        served = engine;
        requests.send(new SupervisorRequest.ServeEngine(engine.toString(), run, directory.toString()));
    }

    /** Tests create something, or have. */
    void creating(boolean underWay) {
        EngineAddress engine = served;
        if (engine != null) {
            RunContainers watched = containers;
            if (watched == null) {
                watched = new RunContainers(engine, run);
                containers = watched;
            }
            watched.creating(underWay);
        }
    }

    /** Removes what there is, and adds it to what has been ended. */
    CleanUp end(CleanUp processes) {
        RunContainers watched = containers;
        if (watched == null) {
            return processes;
        }
        EngineSweep.Outcome outcome;
        try {
            outcome = watched.end();
        } catch (IOException e) {
            return processes.and(List.of(), RunContainers.problem(e), List.of());
        }
        List<String> remaining = new ArrayList<>(outcome.remaining());
        if (watched.isUnanswered()) {
            remaining.add("a container that the engine was asked for, and may yet create");
        }
        if (remaining.isEmpty()) {
            containers = null;
            try {
                requests.send(new SupervisorRequest.WatchEngine("", ""));
            } catch (IOException e) {
                // It is gone, and has nothing to remove.
            }
        }
        return processes.and(outcome.removed(), remaining, outcome.leftovers()).beside(unlabelled());
    }

    /** Whether nothing of the run can be in the engine any more. */
    boolean isClean() {
        return containers == null;
    }

    /** What tests may have created without the proxy. */
    private List<String> unlabelled() {
        EngineAddress engine = served;
        try {
            return engine == null ? List.of() : UnlabelledContainers.since(engine, start);
        } catch (IOException e) {
            // Nothing depends on it.
            return List.of();
        }
    }

    /** Makes an {@link #end} that is under way skip the rest of the grace period. */
    void hurry(Executor executor) {
        RunContainers watched = containers;
        if (watched != null) {
            executor.execute(() -> {
                try {
                    watched.end(Duration.ZERO);
                } catch (IOException e) {
                    // Who is ending them already says so.
                }
            });
        }
    }
}
