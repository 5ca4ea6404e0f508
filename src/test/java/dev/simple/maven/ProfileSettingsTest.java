package dev.simple.maven;

import static dev.simple.maven.SampleBuild.element;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.config.Profiles;
import dev.simple.config.Refusal;
import dev.simple.config.UnitLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileSettingsTest {

    private SampleBuild build = new SampleBuild(Path.of(""));

    @BeforeEach
    void createBuild(@TempDir Path directory) {
        build = new SampleBuild(directory);
    }

    private void given(String profile, Xpp3Dom... limits) {
        Xpp3Dom element = new Xpp3Dom(profile);
        for (Xpp3Dom limit : limits) {
            element.addChild(limit);
        }
        build.profile(element);
    }

    private Profiles read() {
        return build.reader().profiles();
    }

    @Test
    void areTheBuiltInOnesWithoutAny() {
        assertEquals(Profiles.BUILT_IN, read());
    }

    @Test
    void changeWhatTheySayOfABuiltInOne() {
        given("slow", element("timeout", "15m"), element("memory", "none"));

        assertEquals(new UnitLimits("slow", Duration.ofMinutes(15), 0, 2, false), read().require("slow", "a test"));
        assertEquals(
                new UnitLimits("fast", Duration.ofSeconds(30), 256L << 20, 0.5, false),
                read().require("fast", "a test"));
    }

    @Test
    void addOthers() {
        given("browser", element("memory", "3g"), element("cpus", "2"));
        build.userProperties.setProperty("simple.profile", "browser");

        assertEquals(new UnitLimits("browser", null, 3L << 30, 2, false), read().ofTags(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mem     | 1g  | Unknown element of <big> of <profiles> mem. Known are cpus, memory, timeout.",
                "memroy  | 1g  | Unknown element of <big> of <profiles> memroy. Did you mean memory?",
                "memory  | 1   | The value '1' of memory in <big> of <profiles> is not a size. Write a whole number and a unit, such as 64k, 512m or 2g.",
                "memory  | 0m  | memory in <big> of <profiles> is 0, with which nothing runs. Write none for no limit.",
                "cpus    | 0   | The value '0' of cpus in <big> of <profiles> is not a positive number. Write a number such as 1.0 or 2.5.",
                "timeout | 5   | The value '5' of timeout in <big> of <profiles> is not a duration. Write a whole number and a unit, such as 500ms, 30s, 10m or 2h.",
                "timeout | 0s  | timeout in <big> of <profiles> is 0, which would end everything at once. For no limit, write a long one, such as 24h.",
            })
    void areRefusedWithAMalformedLimit(String name, String value, String message) {
        given("big", element(name, value));

        assertEquals(message, Refusal.of(this::read));
    }

    @Test
    void areRefusedWithoutLimits() {
        given("empty");

        assertEquals(
                "<empty> of <profiles> says nothing. Write limits into it, such as <timeout>5m</timeout>,"
                        + " <memory>1g</memory> or <cpus>2</cpus>; none takes one of a built-in profile away.",
                Refusal.of(this::read));
    }

    @Test
    void areRefusedIfTheOneOfAllOthersDoesNotExist() {
        build.userProperties.setProperty("simple.profile", "standart");

        assertEquals(
                "Unknown profile standart. Did you mean standard? It is asked for by simple.profile; <profiles> in the"
                        + " plugin's configuration defines others.",
                Refusal.of(this::read));
    }
}
