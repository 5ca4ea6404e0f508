package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.config.KnownNames;
import dev.simple.config.Profiles;
import dev.simple.config.UnitLimits;
import dev.simple.config.WrittenValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The profiles of a project, from the element {@code profiles}, and which of them {@code simple.profile} chooses. */
final class ProfileSettings {

    private static final String ELEMENT = "profiles";
    private static final String NONE = "none";

    private final SettingReader settings;
    private final SettingReader section;

    ProfileSettings(SettingReader settings) {
        this.settings = settings;
        this.section = settings.section(ELEMENT, "simple.profiles.");
    }

    /**
     * Reads them.
     *
     * @throws ConfigurationException if one is malformed or limits nothing, or if the chosen one does not exist
     */
    Profiles read() {
        Map<String, UnitLimits> profiles = new TreeMap<>(Profiles.BUILT_IN.byName());
        for (String name : new TreeSet<>(section.elements())) {
            profiles.put(name, profile(name, section.element(name), profiles.get(name)));
        }
        Profiles all = new Profiles(profiles, settings.text("profile"));
        // A misspelt name is told even where every class has a tag.
        all.ofOthers();
        return all;
    }

    private static UnitLimits profile(String name, SettingReader values, @Nullable UnitLimits builtIn) {
        String where = "<" + name + "> of <profiles>";
        if (values.elements().isEmpty()) {
            throw new ConfigurationException(
                    where + " says nothing. Write limits into it, such as <timeout>5m</timeout>,"
                            + " <memory>1g</memory> or <cpus>2</cpus>; none takes one of a built-in profile away.");
        }
        new KnownNames("element of " + where, List.of("memory", "cpus", "timeout")).require(values.elements());
        UnitLimits before = builtIn == null ? UnitLimits.NONE : builtIn;
        return new UnitLimits(
                name,
                timeout(values, where, before.timeout()),
                memory(values, where, before.memory()),
                cpus(values, where, before.cpus()),
                false);
    }

    private static @Nullable Duration timeout(SettingReader values, String where, @Nullable Duration before) {
        String text = values.text("timeout");
        if (text == null) {
            return before;
        }
        String name = "timeout in " + where;
        return isNone(text) ? null : ConfigurationReader.limit(name, new WrittenValue(name, text).duration());
    }

    private static long memory(SettingReader values, String where, long before) {
        String text = values.text("memory");
        if (text == null) {
            return before;
        }
        long memory = isNone(text) ? 0 : new WrittenValue("memory in " + where, text).size();
        if (memory == 0 && !isNone(text)) {
            throw new ConfigurationException(
                    "memory in " + where + " is 0, with which nothing runs. Write none for no" + " limit.");
        }
        return memory;
    }

    private static double cpus(SettingReader values, String where, double before) {
        String text = values.text("cpus");
        if (text == null) {
            return before;
        }
        return isNone(text) ? 0 : new WrittenValue("cpus in " + where, text).decimal();
    }

    private static boolean isNone(String text) {
        return text.strip().equals(NONE);
    }
}
