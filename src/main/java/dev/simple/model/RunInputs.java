package dev.simple.model;

import java.util.Map;

/**
 * What the results of a run depend on, as fingerprints. A result is valid as long as they are the same.
 *
 * @param classPath of everything on the class path but the test classes that are units themselves
 * @param settings by the name of the setting
 * @param units by the name of the class, with those nested in it, or of the spec file
 */
public record RunInputs(String classPath, Map<String, String> settings, Map<String, String> units) {

    public RunInputs {
        settings = Map.copyOf(settings);
        units = Map.copyOf(units);
    }
}
