package dev.simple.maven.classpath;

import dev.simple.config.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/** Which of the project's dependencies the tests do not get to see. */
public final class DependencyExclusions {

    /** Nothing is left out. */
    public static final DependencyExclusions NONE = new DependencyExclusions(List.of(), null);

    private static final Map<String, Set<String>> SCOPES = Map.of(
            "compile", Set.of("system", "provided", "compile"),
            "runtime", Set.of("compile", "runtime"),
            "compile+runtime", Set.of("system", "provided", "compile", "runtime"),
            "runtime+system", Set.of("system", "compile", "runtime"),
            "test", Set.of("system", "provided", "compile", "runtime", "test"));

    private final List<ArtifactPattern> patterns;
    private final Set<String> scopes;

    /**
     * Reads Surefire's two settings.
     *
     * @param patterns {@code classpathDependencyExcludes}; the first that matches decides
     * @param scope {@code classpathDependencyScopeExclude}, null or empty for none
     * @throws ConfigurationException for a pattern or a scope that means nothing
     */
    public DependencyExclusions(List<String> patterns, @Nullable String scope) {
        this.patterns = patterns.stream()
                .filter(pattern -> !pattern.isBlank())
                .map(pattern -> ArtifactPattern.parse("classpathDependencyExcludes", pattern))
                .toList();
        this.scopes = scope == null || scope.isBlank() ? Set.of() : scopes(scope.trim());
    }

    boolean excludes(Artifact artifact) {
        if (artifact.getScope() != null && scopes.contains(artifact.getScope())) {
            return true;
        }
        return patterns.stream()
                .filter(pattern -> pattern.matches(artifact))
                .findFirst()
                .map(pattern -> !pattern.negative())
                .orElse(false);
    }

    private static Set<String> scopes(String scope) {
        Set<String> scopes = SCOPES.get(scope);
        if (scopes == null) {
            throw new ConfigurationException("classpathDependencyScopeExclude is '" + scope
                    + "', which is none of compile, runtime, compile+runtime, runtime+system and test.");
        }
        return scopes;
    }
}
