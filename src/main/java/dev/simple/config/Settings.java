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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All settings of this plugin's own. */
public final class Settings {

    /** What the names of the settings begin with. */
    public static final String PREFIX = "simple.";

    private static final List<Setting> ALL = List.of(
            honoured("slow", DURATION),
            honoured("timeout", DURATION),
            honoured("executionMode", EXECUTION_MODE),
            honoured("selfProtect", FLAG),
            honoured("cpuLimit", PERCENTAGE),
            honoured("memLimit", PERCENTAGE),
            honoured("cpuWindow", DURATION),
            honoured("memWindow", DURATION),
            honoured("diskLimit", SIZE),
            honoured("gracePeriod", DURATION),
            honoured("unitMemory", SIZE),
            honoured("leaks", LEAK_POLICY),
            honoured("checkpointFile", TEXT),
            honoured("rerunFailed", FLAG),
            honoured("profile", TEXT),
            honoured("spec.directory", TEXT),
            honoured("spec.includes", TEXT),
            honoured("spec.excludes", TEXT),
            honoured("spec.command", TEXT),
            honoured("spec.workingDirectory", TEXT),
            honoured("spec.timeout", DURATION),
            honoured("container.image", TEXT),
            honoured("container.memory", SIZE),
            honoured("container.cpus", DECIMAL),
            honoured("container.pids", WHOLE_NUMBER),
            honoured("container.network", TEXT),
            honoured("container.user", TEXT),
            honoured("container.readOnly", FLAG),
            honoured("container.engine", TEXT),
            later("container.proxy", FLAG),
            honoured("shard", TEXT),
            honoured("failed", FLAG),
            honoured("history", TEXT),
            honoured("listFile", TEXT));

    private static final KnownNames NAMES =
            new KnownNames("setting", ALL.stream().map(Setting::name).toList());

    private Settings() {}

    private static Setting honoured(String name, SettingForm form) {
        return new Setting(PREFIX + name, form, true);
    }

    private static Setting later(String name, SettingForm form) {
        return new Setting(PREFIX + name, form, false);
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
     * @return the names of those that have no effect yet, sorted; the user should be told
     * @throws ConfigurationException for the first one that does not exist or has a malformed value
     */
    public static List<String> check(Map<String, String> given, Map<String, String> project) {
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
        List<String> withoutEffect = new ArrayList<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                Setting setting = find(name);
                setting.form().check(new WrittenValue(name, given.getOrDefault(name, value)));
                if (!setting.honoured()) {
                    withoutEffect.add(name);
                }
            }
        });
        return withoutEffect;
    }

    private static Setting find(String name) {
        return ALL.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> NAMES.unknown(name));
    }
}
