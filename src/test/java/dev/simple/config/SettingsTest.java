package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void acceptsKnownSettingsAndWhatIsNotItsOwn() {
        Map<String, String> given = Map.of(
                "simple.timeout", "10m",
                "simple.shard", "2/5",
                "simple.leaks", "fail",
                "simple.container.memory", "1g",
                "simpler.thing", "not ours",
                "user.home", "elsewhere");

        assertDoesNotThrow(() -> Settings.check(given, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simple.timout|Unknown setting simple.timout. Did you mean simple.timeout?",
                "simple.timeuot|Unknown setting simple.timeuot. Did you mean simple.timeout?",
                "simple.SelfProtect|Unknown setting simple.SelfProtect. Did you mean simple.selfProtect?",
                "simple.self-protect|Unknown setting simple.self-protect. Did you mean simple.selfProtect?",
                "simple.container.mem|Unknown setting simple.container.mem. Did you mean simple.container.memory?",
                "simple.memorylimit|Unknown setting simple.memorylimit. Did you mean simple.memLimit?",
            })
    void refusesAnUnknownSettingWithTheNearestOne(String name, String message) {
        assertEquals(message, Refusal.of(() -> Settings.check(Map.of(name, "1"), Map.of())));
    }

    @Test
    void leavesTheProjectsOwnPropertiesOfTheSamePrefixAlone() {
        Map<String, String> project = Map.of("simple.version", "1", "simple.jndi.pool", "2");

        assertDoesNotThrow(() -> Settings.check(Map.of("simple.version", "3"), project));
    }

    @Test
    void takesAProjectsPropertyForASettingThatHasNearlyItsName() {
        assertEquals(
                "Unknown setting simple.timout. Did you mean simple.timeout?",
                Refusal.of(() -> Settings.check(Map.of(), Map.of("simple.timout", "1s"))));
        assertEquals(
                "The value 'no' of simple.container.proxy is not a switch. Write true or false.",
                Refusal.of(() -> Settings.check(Map.of(), Map.of("simple.container.proxy", "no"))));
    }

    @Test
    void listsAllSettingsIfNoneIsNear() {
        String message = Refusal.of(() -> Settings.check(Map.of("simple.questionable", "1"), Map.of()));
        assertTrue(
                message.startsWith("Unknown setting simple.questionable. Known are simple.checkpointFile, "), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simple.unitMemory|lots|size. Write a whole number and a unit, such as 64k, 512m or 2g.",
                "simple.cpuLimit|80%|percentage. Write a whole number from 1 to 100, such as 80.",
                "simple.cpuLimit|0|percentage. Write a whole number from 1 to 100, such as 80.",
                "simple.memLimit|101|percentage. Write a whole number from 1 to 100, such as 80.",
                "simple.memLimit|-90|percentage. Write a whole number from 1 to 100, such as 80.",
                "simple.cpuWindow|30|duration. Write a whole number and a unit, such as 500ms, 30s, 10m or 2h.",
                "simple.memWindow|-10s|duration. Write a whole number and a unit, such as 500ms, 30s, 10m or 2h.",
                "simple.diskLimit|200|size. Write a whole number and a unit, such as 64k, 512m or 2g.",
                "simple.diskLimit|-1g|size. Write a whole number and a unit, such as 64k, 512m or 2g.",
                "simple.leaks|kill|leak policy. Write report, fail or ignore.",
                "simple.executionMode|docker|execution mode. Write process, container or container-seq.",
                "simple.selfProtect|on|switch. Write true or false.",
            })
    void refusesAMalformedValue(String name, String value, String ending) {
        assertEquals(
                "The value '%s' of %s is not %s %s"
                        .formatted(value, name, ending.matches("[aeiou].*") ? "an" : "a", ending),
                Refusal.of(() -> Settings.check(Map.of(name, value), Map.of())));
    }

    @Test
    void refusesAnUnknownElementWithTheNearestOne() {
        KnownNames elements = new KnownNames("element of <configuration>", List.of("timeout", "slow", "forkCount"));
        elements.require(Set.of("slow", "forkCount"));
        assertEquals(
                "Unknown element of <configuration> forkcounts. Did you mean forkCount?",
                Refusal.of(() -> elements.require(Set.of("slow", "forkcounts"))));
    }
}
