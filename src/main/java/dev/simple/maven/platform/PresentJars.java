package dev.simple.maven.platform;

import dev.simple.maven.classpath.ProjectDependency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the worker has without anything being added: the project's jars and, if they hold an engine, those that the user
 * put among this plugin's dependencies. Where both have the same JUnit jar the newer one counts, since the platform
 * runs engines older than itself but not newer ones; of any other jar the project's.
 */
final class PresentJars {

    private final Map<String, ProjectDependency> jars = new LinkedHashMap<>();
    private final List<Path> given = new ArrayList<>();
    private final List<Path> leftOut = new ArrayList<>();

    PresentJars(List<ProjectDependency> project, List<ProjectDependency> plugin) {
        project.forEach(jar -> jars.putIfAbsent(jar.key(), jar));
        if (plugin.stream().anyMatch(jar -> jar.key().equals(Keys.ENGINE))) {
            plugin.forEach(this::give);
        }
    }

    private void give(ProjectDependency jar) {
        ProjectDependency own = jars.get(jar.key());
        if (own == null) {
            given.add(jar.file());
            jars.put(jar.key(), jar);
        } else if (jar.groupId().startsWith("org.junit.") && PlatformVersion.isBefore(own.version(), jar.version())) {
            given.add(jar.file());
            leftOut.add(own.file());
            jars.put(jar.key(), jar);
        }
    }

    boolean has(String key) {
        return jars.containsKey(key);
    }

    @Nullable
    ProjectDependency get(String key) {
        return jars.get(key);
    }

    /** Takes a jar away because another version of it is added. */
    void replace(String key) {
        ProjectDependency jar = jars.remove(key);
        if (jar != null && !given.remove(jar.file())) {
            leftOut.add(jar.file());
        }
    }

    /** The jars from this plugin's dependencies that the worker gets. */
    List<Path> given() {
        return List.copyOf(given);
    }

    /** The project's jars that the worker must not get. */
    List<Path> leftOut() {
        return List.copyOf(leftOut);
    }
}
