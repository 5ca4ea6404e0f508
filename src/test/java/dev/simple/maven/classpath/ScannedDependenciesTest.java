package dev.simple.maven.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.config.Refusal;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScannedDependenciesTest {

    private static final List<Artifact> ARTIFACTS = List.of(
            artifact("org.example", "lib", "jar", null, "lib.jar"),
            artifact("org.example", "lib", "test-jar", "tests", "lib-tests.jar"),
            artifact("com.acme", "tool", "jar", null, "tool.jar"),
            artifact("com.acme", "module", "jar", null, null));

    @Test
    void areThoseThatAPatternNames() {
        assertEquals(List.of("lib.jar", "lib-tests.jar"), files("org.example:lib"));
        assertEquals(List.of("lib-tests.jar"), files("org.example:lib:test-jar"));
        assertEquals(List.of("lib-tests.jar"), files("org.example:*:*:tests"));
        assertEquals(List.of("tool.jar"), files("com.acme"));
        assertEquals(List.of("lib.jar", "lib-tests.jar", "tool.jar"), files("!com.acme:module", "*"));
        assertEquals(List.of(), files());
    }

    @Test
    void tellThePatternsOfNoDependency() {
        ScannedDependencies found =
                ScannedDependencies.of(List.of("org.example:lib", "org.example:other", "!org.example:x"), ARTIFACTS);

        assertEquals(List.of("org.example:other"), found.unknown());
    }

    @Test
    void refuseAPatternThatMeansNothing() {
        assertEquals(
                "dependenciesToScan has the pattern 'a:b:c:d:e:f', which is not"
                        + " groupId:artifactId[:type[:classifier[:version]]].",
                Refusal.of(() -> ScannedDependencies.of(List.of("a:b:c:d:e:f"), ARTIFACTS)));
    }

    private static List<String> files(String... patterns) {
        return ScannedDependencies.of(List.of(patterns), ARTIFACTS).files().stream()
                .map(Path::toString)
                .toList();
    }

    private static Artifact artifact(
            String groupId, String artifactId, String type, @Nullable String classifier, @Nullable String file) {
        Artifact artifact = new DefaultArtifact(
                groupId, artifactId, "1", "test", type, classifier, new DefaultArtifactHandler(type));
        artifact.setFile(file == null ? null : new File(file));
        return artifact;
    }
}
