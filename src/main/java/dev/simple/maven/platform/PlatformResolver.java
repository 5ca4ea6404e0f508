package dev.simple.maven.platform;

import dev.simple.config.ConfigurationException;
import dev.simple.maven.classpath.ProjectDependency;
import dev.simple.maven.classpath.TestClassPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Finds the JUnit Platform for a project's tests. A project that has all of it costs no call to Maven's resolver; one
 * that lacks some jars costs a single call that reads no POM.
 */
public final class PlatformResolver {

    private final RepositorySystemSession session;
    private final Artifacts artifacts;

    public PlatformResolver(RepositorySystem system, RepositorySystemSession session, MavenProject project) {
        this.session = session;
        this.artifacts = new Artifacts(
                system, session, project.getRemoteProjectRepositories(), project.getRemotePluginRepositories());
    }

    /**
     * Decides and fetches.
     *
     * @param pluginDependencies what the user's POM has among this plugin's dependencies
     * @throws ConfigurationException if the project's framework is too old or something cannot be resolved
     */
    public PlatformClassPath resolve(TestClassPath classPath, List<Dependency> pluginDependencies) {
        List<ProjectDependency> project = classPath.dependencies();
        PlatformPlan plan =
                PlatformPlanner.plan(project, closure(pluginDependencies, "the dependencies of this plugin"));
        List<Path> launcherClassPath = new ArrayList<>(files(fetch(plan, project)));
        launcherClassPath.addAll(plan.given());
        return new PlatformClassPath(
                plan.frameworks(),
                launcherClassPath,
                plan.leftOut(),
                plan.version().text(),
                plan.notes());
    }

    /**
     * The files of {@code additionalClasspathDependencies}, with what they need at run time.
     *
     * @throws ConfigurationException if something cannot be resolved
     */
    public List<Path> additionalDependencies(List<Dependency> dependencies) {
        return files(closure(dependencies, "additionalClasspathDependencies"));
    }

    private List<ProjectDependency> fetch(PlatformPlan plan, List<ProjectDependency> project) {
        try {
            return fetch(plan.version(), plan.required(), project);
        } catch (RepositoryException e) {
            throw UnresolvedPlatform.exception(plan, artifacts, e);
        }
    }

    private List<ProjectDependency> fetch(
            PlatformVersion version, List<Coordinates> wanted, List<ProjectDependency> project)
            throws RepositoryException {
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (version.isBefore(PlatformVersion.FIRST_UNKNOWN)) {
            return artifacts.exactly(wanted);
        }
        Set<String> wantedKeys = wanted.stream().map(Coordinates::key).collect(Collectors.toSet());
        Set<String> projectKeys = project.stream().map(ProjectDependency::key).collect(Collectors.toSet());
        return artifacts.closure(wanted).stream()
                .filter(jar -> wantedKeys.contains(jar.key()) || !projectKeys.contains(jar.key()))
                .toList();
    }

    private List<ProjectDependency> closure(List<Dependency> dependencies, String where) {
        if (dependencies.isEmpty()) {
            return List.of();
        }
        try {
            return artifacts.closureOf(dependencies.stream()
                    .map(dependency -> RepositoryUtils.toDependency(dependency, session.getArtifactTypeRegistry()))
                    .toList());
        } catch (DependencyResolutionException e) {
            throw new ConfigurationException("Cannot resolve " + where + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> files(List<ProjectDependency> jars) {
        return jars.stream().map(ProjectDependency::file).toList();
    }
}
