package dev.simple.maven.classpath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.maven.artifact.Artifact;

/**
 * The dependencies of {@code dependenciesToScan}, whose test classes run as if they were the project's own.
 *
 * @param files jars, or directories of modules of the same build that have not been packaged, in the project's order
 * @param unknown patterns that are those of no dependency
 */
public record ScannedDependencies(List<Path> files, List<String> unknown) {

    private static final String SETTING = "dependenciesToScan";

    /**
     * Finds them.
     *
     * @param patterns {@code groupId[:artifactId[:type[:classifier[:version]]]]}, as in {@code dependenciesToScan}
     * @param artifacts the project's resolved dependencies
     * @throws dev.simple.config.ConfigurationException for a pattern that means nothing
     */
    public static ScannedDependencies of(List<String> patterns, Collection<Artifact> artifacts) {
        List<String> unknown = new ArrayList<>();
        List<ArtifactPattern> parsed = new ArrayList<>();
        for (String text : patterns) {
            ArtifactPattern pattern = ArtifactPattern.parse(SETTING, text);
            parsed.add(pattern);
            if (!pattern.negative() && artifacts.stream().noneMatch(pattern::matches)) {
                unknown.add(text);
            }
        }
        List<Path> files = artifacts.stream()
                .filter(artifact -> artifact.getFile() != null)
                .filter(artifact -> isChosen(artifact, parsed))
                .map(artifact -> artifact.getFile().toPath())
                .toList();
        return new ScannedDependencies(files, unknown);
    }

    private static boolean isChosen(Artifact artifact, List<ArtifactPattern> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.matches(artifact))
                .findFirst()
                .map(pattern -> !pattern.negative())
                .orElse(false);
    }
}
