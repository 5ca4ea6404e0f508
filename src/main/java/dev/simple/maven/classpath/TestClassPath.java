package dev.simple.maven.classpath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * What the project itself puts on its class path for tests. Files and directories need not exist: the JVM passes over
 * those that do not.
 *
 * @param dependencies in the project's order
 * @param additional what comes last
 */
public record TestClassPath(
        Path testClasses, Path classes, List<ProjectDependency> dependencies, List<Path> additional) {

    private static final Set<String> FRAMEWORK_GROUPS =
            Set.of("org.junit.platform", "org.junit.jupiter", "org.junit.vintage", "org.opentest4j", "org.apiguardian");

    public TestClassPath {
        dependencies = List.copyOf(dependencies);
        additional = List.copyOf(additional);
    }

    /**
     * Reads the project's resolved dependencies; the goal must have asked Maven to resolve those of scope test.
     *
     * @param additional {@code additionalClasspathElements}: each may hold several paths, separated by commas or line
     *     breaks, relative to the project's directory
     */
    public static TestClassPath of(
            MavenProject project,
            Path testClasses,
            Path classes,
            DependencyExclusions exclusions,
            List<String> additional) {
        Set<String> declared = project.getDependencies().stream()
                .map(dependency -> dependency.getGroupId() + ":" + dependency.getArtifactId())
                .collect(Collectors.toSet());
        List<ProjectDependency> dependencies = project.getArtifacts().stream()
                // A module of the same build that has not been compiled has no file.
                .filter(artifact -> artifact.getArtifactHandler().isAddedToClasspath() && artifact.getFile() != null)
                .filter(artifact -> !exclusions.excludes(artifact))
                .map(artifact -> dependency(artifact, declared))
                .toList();
        Path directory = project.getBasedir().toPath();
        List<Path> paths = additional.stream()
                .flatMap(element -> Stream.of(element.split("[,\\r\\n]")))
                .map(String::trim)
                .filter(path -> !path.isEmpty())
                .map(directory::resolve)
                .toList();
        return new TestClassPath(testClasses, classes, dependencies, paths);
    }

    /** The same with further elements at the end, such as {@code additionalClasspathDependencies}. */
    public TestClassPath plus(Collection<Path> further) {
        List<Path> all = new ArrayList<>(additional);
        all.addAll(further);
        return new TestClassPath(testClasses, classes, dependencies, all);
    }

    /**
     * The class path in order: test classes, classes, dependencies, additional elements.
     *
     * @param leftOut dependencies that something else on the class path stands in for
     */
    public List<Path> elements(Collection<Path> leftOut) {
        Set<Path> elements = new LinkedHashSet<>();
        elements.add(testClasses);
        elements.add(classes);
        dependencies.stream()
                .map(ProjectDependency::file)
                .filter(file -> !leftOut.contains(file))
                .forEach(elements::add);
        elements.addAll(additional);
        return List.copyOf(elements);
    }

    /** The jars of the JUnit Platform and its own engines among the dependencies. */
    public List<Path> frameworkJars() {
        return dependencies.stream()
                .filter(dependency -> FRAMEWORK_GROUPS.contains(dependency.groupId()))
                .map(ProjectDependency::file)
                .filter(file -> file.toString().endsWith(".jar"))
                .toList();
    }

    private static ProjectDependency dependency(Artifact artifact, Set<String> declared) {
        String groupId = artifact.getGroupId();
        String artifactId = artifact.getArtifactId();
        return new ProjectDependency(
                groupId,
                artifactId,
                artifact.getBaseVersion(),
                artifact.getFile().toPath(),
                declared.contains(groupId + ":" + artifactId));
    }
}
