package dev.simple.maven.platform;

import dev.simple.maven.classpath.ProjectDependency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** Fetches jars with Maven's resolver. Uses only what resolver 1.6 to 2.0 have in common. */
final class Artifacts {

    private static final Set<String> NOT_AT_RUN_TIME = Set.of("test", "provided", "system");

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /**
     * Looks in the project's repositories first.
     *
     * @param fallback the project's plugin repositories, for what the others do not have
     */
    Artifacts(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            List<RemoteRepository> fallback) {
        this.system = system;
        this.session = session;
        Map<String, RemoteRepository> byId = new LinkedHashMap<>();
        Stream.concat(repositories.stream(), fallback.stream())
                .forEach(repository -> byId.putIfAbsent(repository.getId(), repository));
        this.repositories = List.copyOf(byId.values());
    }

    boolean isOffline() {
        return session.isOffline();
    }

    List<String> repositoryIds() {
        return repositories.stream().map(RemoteRepository::getId).toList();
    }

    /** Exactly these jars, without a look at what they depend on: no POM is read. */
    List<ProjectDependency> exactly(Collection<Coordinates> wanted) throws ArtifactResolutionException {
        List<ArtifactRequest> requests = wanted.stream()
                .map(coordinates -> new ArtifactRequest(artifact(coordinates), repositories, null))
                .toList();
        return dependencies(system.resolveArtifacts(session, requests));
    }

    /** These and everything that they need at run time. */
    List<ProjectDependency> closure(Collection<Coordinates> wanted) throws DependencyResolutionException {
        return closureOf(wanted.stream()
                .map(coordinates -> new Dependency(artifact(coordinates), "runtime"))
                .toList());
    }

    /** These and everything that they need at run time. */
    List<ProjectDependency> closureOf(List<Dependency> wanted) throws DependencyResolutionException {
        CollectRequest collect = new CollectRequest(wanted, List.of(), repositories);
        DependencyRequest request =
                new DependencyRequest(collect, (DependencyNode node, List<DependencyNode> parents) -> {
                    Dependency dependency = node.getDependency();
                    return dependency != null && !NOT_AT_RUN_TIME.contains(dependency.getScope());
                });
        return dependencies(system.resolveDependencies(session, request).getArtifactResults());
    }

    private static Artifact artifact(Coordinates coordinates) {
        return new DefaultArtifact(coordinates.groupId(), coordinates.artifactId(), "jar", coordinates.version());
    }

    private static List<ProjectDependency> dependencies(List<ArtifactResult> results) {
        List<ProjectDependency> dependencies = new ArrayList<>();
        for (ArtifactResult result : results) {
            Artifact artifact = result.getArtifact();
            dependencies.add(new ProjectDependency(
                    artifact.getGroupId(),
                    artifact.getArtifactId(),
                    artifact.getBaseVersion(),
                    artifact.getFile().toPath(),
                    false));
        }
        return dependencies;
    }
}
