package dev.simple.run;

import dev.simple.config.RunConfiguration;
import dev.simple.config.UnitLimits;
import dev.simple.model.UnitName;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** What each class and spec file may use: its own limits, which those of all are behind. A nested class has its outermost's. */
final class LimitsOfUnits {

    private final RunConfiguration configuration;
    private final Map<String, UnitLimits> limits;

    /** @param limits of the units that have some of their own, by name */
    LimitsOfUnits(RunConfiguration configuration, Map<String, UnitLimits> limits) {
        this.configuration = configuration;
        this.limits = limits;
    }

    UnitLimits of(String unit) {
        UnitLimits own = limits.get(unit);
        return own != null ? own : limits.getOrDefault(UnitName.family(unit), UnitLimits.NONE);
    }

    /** What a process has for its whole life, which it cannot have for one of several classes. */
    UnitLimits ofProcess(String unit) {
        return configuration.forking().reuseForks() ? UnitLimits.NONE : of(unit);
    }

    Duration timeout(String unit, boolean isSpecFile) {
        Duration own = of(unit).timeout();
        RunConfiguration.SpecFiles specs = configuration.specs();
        return own != null
                ? own
                : isSpecFile && specs != null
                        ? specs.timeout()
                        : configuration.limits().timeout();
    }

    /** Which setting the time limit is of, for people. */
    String timeoutSource(String unit, boolean isSpecFile) {
        return of(unit).timeout() != null
                ? of(unit).source()
                : isSpecFile ? "timeout of the spec files, or simple.timeout" : "simple.timeout";
    }

    /** Bytes that these may use that run in one worker: what the one that may use most may; 0 for no limit. */
    long memory(Collection<String> units) {
        return units.stream().anyMatch(unit -> memory(unit) == 0)
                ? 0
                : units.stream().mapToLong(this::memory).max().orElse(0);
    }

    String memorySource(Collection<String> units) {
        return units.stream()
                .filter(unit -> ownMemory(unit) > 0)
                .findFirst()
                .map(unit -> of(unit).source())
                .orElse("simple.unitMemory");
    }

    /**
     * Bytes that every process may use that has no limit of its own, 0 for no limit. A worker that runs several classes is
     * not held to less than one of them may use.
     */
    long memoryOfProcesses() {
        boolean held = configuration.containers() == null
                && (!configuration.forking().reuseForks()
                        || limits.keySet().stream().noneMatch(unit -> ownMemory(unit) > 0));
        return held ? configuration.protection().unitMemory() : 0;
    }

    /** Whether any memory has to be looked at. */
    boolean limitMemory() {
        return configuration.protection().unitMemory() > 0
                || limits.keySet().stream().anyMatch(unit -> ownMemory(unit) > 0);
    }

    private long memory(String unit) {
        long own = ownMemory(unit);
        return own > 0 ? own : configuration.protection().unitMemory();
    }

    /** The engine sees to that of a container. */
    private long ownMemory(String unit) {
        return configuration.containers() == null ? of(unit).memory() : 0;
    }
}
