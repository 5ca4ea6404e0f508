package dev.simple.config;

import static dev.simple.config.SettingForm.DECIMAL;
import static dev.simple.config.SettingForm.DURATION;
import static dev.simple.config.SettingForm.EXECUTION_MODE;
import static dev.simple.config.SettingForm.FLAG;
import static dev.simple.config.SettingForm.LEAK_POLICY;
import static dev.simple.config.SettingForm.PERCENTAGE;
import static dev.simple.config.SettingForm.SIZE;
import static dev.simple.config.SettingForm.TEXT;
import static dev.simple.config.SettingForm.WHOLE_NUMBER;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All settings of this plugin's own. */
public final class Settings {

    /** What the names of the settings begin with. */
    public static final String PREFIX = "simple.";

    private static final List<Setting> ALL = List.of(
            setting("slow", DURATION),
            setting("timeout", DURATION),
            setting("executionMode", EXECUTION_MODE),
            setting("selfProtect", FLAG),
            setting("cpuLimit", PERCENTAGE),
            setting("memLimit", PERCENTAGE),
            setting("cpuWindow", DURATION),
            setting("memWindow", DURATION),
            setting("diskLimit", SIZE),
            setting("gracePeriod", DURATION),
            setting("unitMemory", SIZE),
            setting("leaks", LEAK_POLICY),
            setting("checkpointFile", TEXT),
            setting("resume", FLAG),
            setting("rerunFailed", FLAG),
            setting("profile", TEXT),
            setting("spec.directory", TEXT),
            setting("spec.includes", TEXT),
            setting("spec.excludes", TEXT),
            setting("spec.command", TEXT),
            setting("spec.workingDirectory", TEXT),
            setting("spec.timeout", DURATION),
            setting("container.image", TEXT),
            setting("container.memory", SIZE),
            setting("container.cpus", DECIMAL),
            setting("container.pids", WHOLE_NUMBER),
            setting("container.network", TEXT),
            setting("container.user", TEXT),
            setting("container.readOnly", FLAG),
            setting("container.engine", TEXT),
            setting("container.proxy", FLAG),
            setting("shard", TEXT),
            setting("failed", FLAG),
            setting("history", TEXT),
            setting("listFile", TEXT));

    private static final KnownNames NAMES =
            new KnownNames("setting", ALL.stream().map(Setting::name).toList());

    private Settings() {}

    private static Setting setting(String name, SettingForm form) {
        return new Setting(PREFIX + name, form);
    }

    /** All settings. */
    public static List<Setting> all() {
        return ALL;
    }

    /**
     * Checks the names and the values of the settings among a build's properties; others are not looked at.
     *
     * @param given what the user gave on the command line
     * @param project the project's own properties, among which may be some of the same prefix that are not for this plugin;
     *     they are settings if they have a setting's name, or nearly so
     * @throws ConfigurationException for the first one that does not exist or has a malformed value
     */
    public static void check(Map<String, String> given, Map<String, String> project) {
        Map<String, String> properties = new TreeMap<>();
        project.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && NAMES.isNear(name)) {
                properties.put(name, value);
            }
        });
        given.forEach((name, value) -> {
            if (!project.containsKey(name)) {
                properties.put(name, value);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                find(name).form().check(new WrittenValue(name, given.getOrDefault(name, value)));
            }
        });
    }

    private static Setting find(String name) {
        return ALL.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> NAMES.unknown(name));
    }
}
