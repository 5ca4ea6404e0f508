package dev.simple.maven.platform;

import dev.simple.config.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;

/** What a user is told when a jar that the worker needs is in no repository. */
final class UnresolvedPlatform {

    private UnresolvedPlatform() {}

    static ConfigurationException exception(PlatformPlan plan, Artifacts artifacts, RepositoryException cause) {
        String missing = missing(plan, cause);
        String remedy = "Add " + missing + ", in a version that exists, to the project's test dependencies or to the"
                + " dependencies of simple-maven-plugin.";
        String sentence = "The tests of this project (" + String.join(", ", plan.frameworks()) + ") need " + missing
                + " to run on JUnit Platform " + plan.version();
        if (artifacts.isOffline()) {
            return new ConfigurationException(
                    sentence + ", which the local repository does not have, and Maven is offline. Run once without -o."
                            + " If that does not help: " + remedy,
                    cause);
        }
        return new ConfigurationException(
                sentence + ", which could not be had from " + String.join(", ", artifacts.repositoryIds()) + " ("
                        + cause.getMessage() + "). " + remedy,
                cause);
    }

    private static String missing(PlatformPlan plan, RepositoryException cause) {
        List<String> missing = cause instanceof ArtifactResolutionException resolution
                ? resolution.getResults().stream()
                        .filter(result -> !result.isResolved())
                        .map(UnresolvedPlatform::coordinates)
                        .toList()
                : plan.required().stream().map(Coordinates::toString).toList();
        return missing.stream().distinct().collect(Collectors.joining(" and "));
    }

    private static String coordinates(ArtifactResult result) {
        Artifact artifact = result.getRequest().getArtifact();
        return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
    }
}
