package dev.simple.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named limits, those that are built in and those of the project.
 *
 * @param byName immutable, in the order of their definition
 * @param common the name of the profile of whatever chooses none, null for no profile
 */
public record Profiles(
        Map<String, UnitLimits> byName, @Nullable String common) {

    private static final long MEGABYTE = 1L << 20;

    /** What there is without any setting. */
    public static final Profiles BUILT_IN = new Profiles(builtIn(), null);

    private static final Comparator<UnitLimits> BY_GENEROSITY = Comparator.comparing(Profiles::timeout)
            .thenComparing(limits -> limits.memory() == 0 ? Long.MAX_VALUE : limits.memory())
            .thenComparing(limits -> limits.cpus() == 0 ? Double.MAX_VALUE : limits.cpus());

    public Profiles {
        byName = Map.copyOf(byName);
    }

    private static Map<String, UnitLimits> builtIn() {
        Map<String, UnitLimits> profiles = new LinkedHashMap<>();
        add(profiles, "fast", 256, 0.5, Duration.ofSeconds(30));
        add(profiles, "standard", 512, 1, Duration.ofMinutes(2));
        add(profiles, "slow", 1024, 2, Duration.ofMinutes(10));
        add(profiles, "intensive", 2048, 4, Duration.ofMinutes(30));
        add(profiles, "critical", 4096, 8, Duration.ofHours(1));
        return profiles;
    }

    private static void add(
            Map<String, UnitLimits> profiles, String name, long megabytes, double cpus, Duration timeout) {
        profiles.put(name, new UnitLimits(name, timeout, megabytes * MEGABYTE, cpus, false));
    }

    private static Duration timeout(UnitLimits limits) {
        return limits.timeout() == null ? Duration.ofSeconds(Long.MAX_VALUE) : limits.timeout();
    }

    /**
     * The profile of this name.
     *
     * @param where what asks for it, for the message
     * @throws ConfigurationException if there is none
     */
    public UnitLimits require(String name, String where) {
        UnitLimits limits = byName.get(name);
        if (limits == null) {
            throw new ConfigurationException(
                    new KnownNames("profile", byName.keySet()).unknown(name).getMessage() + " It is asked for by "
                            + where
                            + "; <profiles> in the plugin's configuration defines others.");
        }
        return limits;
    }

    /** The profile that tags choose; of several the one that allows most, so that none makes a class fail. */
    public UnitLimits ofTags(Collection<String> tags) {
        return tags.stream()
                .map(tag -> Optional.ofNullable(byName.get(tag)))
                .flatMap(Optional::stream)
                .max(BY_GENEROSITY)
                .orElseGet(this::ofOthers);
    }

    /** The limits of whatever chooses no profile. */
    public UnitLimits ofOthers() {
        return common == null ? UnitLimits.NONE : require(common, "simple.profile");
    }
}
