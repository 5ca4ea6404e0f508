package dev.simple.maven.classpath;

import dev.simple.config.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code classpathDependencyExcludes} or {@code dependenciesToScan}:
 * {@code groupId:artifactId[:type[:classifier[:version]]]}, where {@code *} stands for any text, an empty part for
 * anything, and a leading {@code !} is for the opposite.
 */
record ArtifactPattern(String setting, List<String> parts, boolean negative) {

    private static final String ANY = "*";

    static ArtifactPattern parse(String setting, String text) {
        String trimmed = text.trim();
        boolean negative = trimmed.startsWith("!");
        List<String> parts = Arrays.stream((negative ? trimmed.substring(1) : trimmed).split(":"))
                .map(part -> part.isEmpty() ? ANY : part)
                .toList();
        if (parts.isEmpty() || parts.size() > 5) {
            throw new ConfigurationException(setting + " has the pattern '" + text
                    + "', which is not groupId:artifactId[:type[:classifier[:version]]].");
        }
        return new ArtifactPattern(setting, parts, negative);
    }

    boolean matches(Artifact artifact) {
        String groupId = artifact.getGroupId();
        String artifactId = artifact.getArtifactId();
        String type = artifact.getType();
        String classifier = artifact.hasClassifier() ? artifact.getClassifier() : null;
        String version = artifact.getBaseVersion();
        return switch (parts.size()) {
            case 1 -> any(0, groupId);
            // Surefire also takes "*:war" for a type.
            case 2 -> any(0, groupId) && (parts.get(0).equals(ANY) ? any(1, artifactId, type) : any(1, artifactId));
            case 3 -> any(0, groupId) && any(1, artifactId) && any(2, type, classifier);
            case 4 -> any(0, groupId) && any(1, artifactId) && any(2, type) && any(3, version, classifier);
            default -> any(0, groupId) && any(1, artifactId) && any(2, type) && any(3, classifier) && any(4, version);
        };
    }

    private boolean any(int part, @Nullable String... values) {
        String pattern = parts.get(part);
        return pattern.equals(ANY)
                || Arrays.stream(values)
                        .anyMatch(value -> value != null
                                && (isRange(pattern)
                                        ? inRange(pattern, value)
                                        : glob(pattern).matcher(value).matches()));
    }

    private static boolean isRange(String pattern) {
        return pattern.startsWith("[") || pattern.startsWith("(");
    }

    private boolean inRange(String range, String version) {
        try {
            return VersionRange.createFromVersionSpec(range).containsVersion(new DefaultArtifactVersion(version));
        } catch (InvalidVersionSpecificationException e) {
            throw new ConfigurationException(setting + " has the version range '" + range + "': " + e.getMessage(), e);
        }
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
