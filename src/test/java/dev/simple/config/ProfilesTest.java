package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {

    @ParameterizedTest
    @CsvSource({
        "fast, 256, 0.5, PT30S",
        "standard, 512, 1, PT2M",
        "slow, 1024, 2, PT10M",
        "intensive, 2048, 4, PT30M",
        "critical, 4096, 8, PT1H"
    })
    void areBuiltIn(String name, long megabytes, double cpus, Duration timeout) {
        assertEquals(
                new UnitLimits(name, timeout, megabytes << 20, cpus, false), Profiles.BUILT_IN.require(name, "a test"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "slow, slow",
                "nightly slow, slow",
                "fast critical slow, critical",
                "nightly, none",
                "'', none",
                "unlimited critical, unlimited"
            })
    void areChosenByTagTheMostGenerousOfSeveral(String tags, String profile) {
        Map<String, UnitLimits> all = new java.util.TreeMap<>(Profiles.BUILT_IN.byName());
        all.put("unlimited", new UnitLimits("unlimited", null, 1 << 20, 0, false));

        UnitLimits chosen = new Profiles(all, null).ofTags(Arrays.asList(tags.split(" ")));

        assertEquals(profile, chosen.profile());
    }

    @Test
    void areThatOfAllOthersWhereNoTagChoosesOne() {
        Profiles profiles = new Profiles(Profiles.BUILT_IN.byName(), "fast");

        assertEquals("fast", profiles.ofTags(List.of("nightly")).profile());
        assertEquals("slow", profiles.ofTags(List.of("slow")).profile());
    }

    @Test
    void nameTheNearestOfOneThatIsMisspelt() {
        assertEquals(
                "Unknown profile slwo. Did you mean slow? It is asked for by simple.profile; <profiles> in the plugin's"
                        + " configuration defines others.",
                Refusal.of(() -> new Profiles(Profiles.BUILT_IN.byName(), "slwo").ofOthers()));
    }

    @Test
    void giveNoMoreThanThereIs() {
        UnitLimits critical = Profiles.BUILT_IN.require("critical", "a test");

        assertEquals(
                new UnitLimits("critical", Duration.ofHours(1), 4096L << 20, 2, false),
                critical.within(new Capacity(1L << 40, 2)));
    }
}
