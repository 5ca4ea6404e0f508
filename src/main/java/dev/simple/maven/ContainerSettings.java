package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.config.KnownNames;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.WrittenValue;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of containers, from the element {@code container} or from properties. */
final class ContainerSettings {

    private static final String ELEMENT = "container";
    private static final String PREFIX = "simple.container.";
    private static final KnownNames NAMES = new KnownNames(
            "element of <container>",
            List.of("image", "memory", "cpus", "pids", "network", "user", "readOnly", "engine", "proxy"));

    /** Less than this, and no JVM starts; a spec file may do with it. */
    private static final long LEAST_MEMORY = 6L << 20;

    private final SettingReader settings;

    ContainerSettings(SettingReader settings) {
        this.settings = settings.section(ELEMENT, PREFIX);
    }

    /**
     * Reads them.
     *
     * @throws ConfigurationException if one is missing, unknown or malformed
     */
    Containers read(List<Path> readable, List<Path> writable, Path repository) {
        NAMES.require(settings.elements());
        String image = settings.text("image");
        if (image == null) {
            throw new ConfigurationException("simple.executionMode asks for containers, and simple.container.image is"
                    + " not set. Name an image that the engine has, with a JDK of version 17 or later for test classes,"
                    + " such as eclipse-temurin:17.");
        }
        long memory = written("memory", "512m").size();
        if (memory < LEAST_MEMORY) {
            throw new ConfigurationException("simple.container.memory is " + settings.text("memory")
                    + ", with which no container starts. Write 6m or more; a JVM needs about 64m.");
        }
        int pids = written("pids", "512").wholeNumber();
        if (pids == 0) {
            throw new ConfigurationException(
                    "simple.container.pids is 0, with which no process could run. A JVM needs about 30.");
        }
        return new Containers(
                engine(),
                image,
                memory,
                written("cpus", "1.0").decimal(),
                pids,
                settings.text("network", "none"),
                user(),
                written("readOnly", "true").flag(),
                readable,
                writable,
                repository);
    }

    /** Whether what tests create in the engine is tracked. */
    boolean proxy() {
        NAMES.require(settings.elements());
        return written("proxy", "true").flag();
    }

    /** Where it listens, null if it is to be looked for. */
    @Nullable
    String engine() {
        return settings.text("engine");
    }

    private @Nullable String user() {
        return settings.text("user");
    }

    private WrittenValue written(String name, String defaultValue) {
        return new WrittenValue(PREFIX + name, settings.text(name, defaultValue));
    }
}
