package dev.simple.run;

import dev.simple.config.RunConfiguration;
import dev.simple.protocol.MemoryUse;
import dev.simple.spawn.WorkerSpawner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Has the memory of all processes measured where anybody wants to know, and ends what uses too much. */
final class MemoryWatch {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final boolean wanted;
    private final boolean reuseForks;
    private final LimitsOfUnits limits;
    private final WorkerSpawner spawner;
    private final ActiveClock clock;
    private Duration last = Duration.ZERO;

    MemoryWatch(RunConfiguration configuration, LimitsOfUnits limits, WorkerSpawner spawner, ActiveClock clock) {
        this.wanted = configuration.protection().selfProtect() || limits.limitMemory();
        this.reuseForks = configuration.forking().reuseForks();
        this.limits = limits;
        this.spawner = spawner;
        this.clock = clock;
    }

    /** To be called often. */
    void tick() {
        if (wanted && clock.now().minus(last).compareTo(INTERVAL) >= 0) {
            last = clock.now();
            spawner.measureMemory();
        }
    }

    void measured(List<MemoryUse> uses, Collection<WorkerState> workers) {
        for (MemoryUse use : uses) {
            workers.stream()
                    .filter(worker ->
                            worker.process.spawnNumber() == use.spawn() && worker.exit == null && !worker.wasEnded())
                    .forEach(worker -> weigh(worker, use));
        }
    }

    private void weigh(WorkerState worker, MemoryUse use) {
        worker.memory = use.bytes();
        worker.recordings.values().forEach(recording -> recording.uses(use.bytes()));
        List<String> running = worker.runningClasses();
        long limit = running.isEmpty() ? 0 : limits.memory(running);
        if (MemoryBreach.isOne(use, limit)) {
            worker.overweight =
                    MemoryBreach.of(running, use, limit, limits.memorySource(running), isUnclear(worker, running));
            worker.process.end();
        }
    }

    /** Classes that ran in the worker before may have used it, and a profile is not to blame one for another. */
    private boolean isUnclear(WorkerState worker, List<String> running) {
        return reuseForks
                && worker.spec == null
                && worker.finished > 0
                && running.stream().anyMatch(unit -> limits.of(unit).memory() > 0)
                && worker.batch.values().stream().noneMatch(item -> item.alone());
    }
}
