package dev.simple.maven;

import dev.simple.config.Capacity;
import dev.simple.config.Profiles;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.UnitLimits;
import dev.simple.discovery.ClassTags;
import dev.simple.discovery.SpecHeader;
import dev.simple.model.UnitName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.logging.Log;

/** Finds the limits that classes and spec files have of their own. */
final class LimitsReader {

    private LimitsReader() {}

    /**
     * Reads tags and headers.
     *
     * @param classPath where annotations and superclasses are looked for
     * @return the limits of those that have any, by name
     */
    static Map<String, UnitLimits> read(Profiles profiles, FoundTests tests, List<Path> classPath, Log log)
            throws IOException {
        Map<String, UnitLimits> limits = new HashMap<>();
        try (ClassTags tags = new ClassTags(classPath)) {
            for (String className : tests.classNames()) {
                limits.put(className, profiles.ofTags(tags.of(UnitName.family(className))));
            }
            String notice = tags.notice();
            if (notice != null) {
                log.warn(notice);
            }
        }
        SpecFiles specs = tests.specs();
        if (specs != null) {
            for (String file : tests.specFiles()) {
                limits.put(file, SpecHeader.read(specs.directory().resolve(file), profiles));
            }
        }
        limits.values().removeIf(UnitLimits::isNone);
        return limits;
    }

    /** Takes away what there is not, and says so once. */
    static Map<String, UnitLimits> within(Capacity capacity, Map<String, UnitLimits> limits, Log log) {
        Map<String, UnitLimits> possible = new HashMap<>();
        Set<String> reduced = new TreeSet<>();
        limits.forEach((unit, wanted) -> {
            UnitLimits given = wanted.within(capacity);
            possible.put(unit, given);
            if (!given.equals(wanted)) {
                reduced.add(wanted.source());
            }
        });
        if (!reduced.isEmpty()) {
            log.warn("Fewer processors or less memory than asked for by " + String.join(", ", reduced) + ": there are "
                    + capacity.cpus() + " processors and " + (capacity.memory() >> 20)
                    + " MiB, and no more is given.");
        }
        return possible;
    }

    /** What this machine has, or the control group that Maven runs in. */
    static Capacity ofThisMachine() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : Long.MAX_VALUE;
        return new Capacity(memory, Runtime.getRuntime().availableProcessors());
    }
}
