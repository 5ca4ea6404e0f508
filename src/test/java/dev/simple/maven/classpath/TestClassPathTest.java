package dev.simple.maven.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.simple.config.ConfigurationException;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestClassPathTest {

    private static final Path BASE = Path.of("").toAbsolutePath();

    private final Set<Artifact> artifacts = new LinkedHashSet<>();

    @Test
    void putsTestClassesClassesDependenciesAndAdditionalElementsInThisOrder() {
        add("org.example:b:1", "compile", "jar", null, true);
        add("org.example:a:1", "test", "jar", null, true);

        assertEquals(
                List.of("test-classes", "classes", "b-1.jar", "a-1.jar", "extra"),
                names(classPath(DependencyExclusions.NONE, "extra").elements(List.of())));
    }

    @Test
    void passesOverWhatIsNotMeantForAClassPath() {
        add("org.example:manual:1", "test", "zip", null, false);

        assertEquals(
                List.of("test-classes", "classes"),
                names(classPath(DependencyExclusions.NONE).elements(List.of())));
    }

    @Test
    void passesOverAModuleThatHasNoFileYet() {
        add("org.example:module:1", "compile", "jar", null, true).setFile(null);

        assertEquals(
                List.of("test-classes", "classes"),
                names(classPath(DependencyExclusions.NONE).elements(List.of())));
    }

    @Test
    void leavesOutWhatSomethingElseStandsInFor() {
        File old = add("org.junit.platform:junit-platform-launcher:1.9.1", "test", "jar", null, true)
                .getFile();

        assertEquals(
                List.of("test-classes", "classes"),
                names(classPath(DependencyExclusions.NONE).elements(List.of(old.toPath()))));
    }

    @Test
    void splitsAdditionalElementsAtCommasAndLines() {
        TestClassPath classPath = classPath(DependencyExclusions.NONE, "one, /opt/two\n  three,,", " ");

        assertEquals(List.of(BASE.resolve("one"), Path.of("/opt/two"), BASE.resolve("three")), classPath.additional());
    }

    @Test
    void appendsFurtherElements() {
        TestClassPath classPath = classPath(DependencyExclusions.NONE, "one").plus(List.of(Path.of("/opt/two")));

        assertEquals(List.of("test-classes", "classes", "one", "two"), names(classPath.elements(List.of())));
    }

    @Test
    void knowsWhichDependenciesThePomNames() {
        add("org.example:declared:1", "test", "jar", null, true);
        add("org.example:through-another:1", "test", "jar", null, true);

        assertEquals(
                List.of(true, false),
                classPath(DependencyExclusions.NONE).dependencies().stream()
                        .map(ProjectDependency::declared)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "org.example:library, true",
        "org.example:lib, false",
        "org.example:lib*, true",
        "org.*:*rary, true",
        "*:library, true",
        "*:jar, true",
        "*:war, false",
        "org.example, true",
        "org.example:library:jar, true",
        "org.example:library:war, false",
        "org.example:library:jar:tests, true",
        "org.example:library:jar:1.5, true",
        "org.example:library:jar:sources, false",
        "org.example:library:jar:tests:1.5, true",
        "org.example:library:jar:tests:1.6, false",
        "'org.example:library:*:*:[1.4,1.6)', true",
        "'org.example:library:*:*:[1.6,)', false",
        "org.example::jar, true",
        "' org.example:library ', true"
    })
    void excludesDependenciesByPattern(String pattern, boolean excluded) {
        Artifact artifact = add("org.example:library:1.5", "test", "jar", "tests", true);

        assertEquals(excluded, new DependencyExclusions(List.of(pattern), null).excludes(artifact));
    }

    @Test
    void keepsWhatANegativePatternMatchesFirst() {
        add("org.example:kept:1", "test", "jar", null, true);
        add("org.example:dropped:1", "test", "jar", null, true);
        DependencyExclusions exclusions = new DependencyExclusions(List.of("!*:kept", "org.example:*"), null);

        assertEquals(
                List.of("test-classes", "classes", "kept-1.jar"),
                names(classPath(exclusions).elements(List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "compile, compile, true",
        "compile, provided, true",
        "compile, runtime, false",
        "runtime, runtime, true",
        "runtime, system, false",
        "runtime+system, system, true",
        "compile+runtime, provided, true",
        "compile+runtime, test, false",
        "test, test, true"
    })
    void excludesDependenciesByScope(String excludedScope, String scope, boolean excluded) {
        Artifact artifact = add("org.example:library:1", scope, "jar", null, true);

        assertEquals(excluded, new DependencyExclusions(List.of(), excludedScope).excludes(artifact));
    }

    @Test
    void namesTheScopesIfOneIsUnknown() {
        ConfigurationException exception =
                assertThrows(ConfigurationException.class, () -> new DependencyExclusions(List.of(), "tests"));

        assertEquals(
                "classpathDependencyScopeExclude is 'tests', which is none of compile, runtime, compile+runtime,"
                        + " runtime+system and test.",
                exception.getMessage());
    }

    @Test
    void refusesAPatternWithTooManyParts() {
        ConfigurationException exception = assertThrows(
                ConfigurationException.class, () -> new DependencyExclusions(List.of("a:b:c:d:e:f"), null));

        assertEquals(
                "classpathDependencyExcludes has the pattern 'a:b:c:d:e:f', which is not"
                        + " groupId:artifactId[:type[:classifier[:version]]].",
                exception.getMessage());
    }

    private TestClassPath classPath(DependencyExclusions exclusions, String... additional) {
        MavenProject project = new MavenProject();
        project.setFile(BASE.resolve("pom.xml").toFile());
        project.setArtifacts(artifacts);
        Dependency declared = new Dependency();
        declared.setGroupId("org.example");
        declared.setArtifactId("declared");
        project.getModel().addDependency(declared);
        return TestClassPath.of(
                project, Path.of("/target/test-classes"), Path.of("/target/classes"), exclusions, List.of(additional));
    }

    private Artifact add(
            String coordinates, String scope, String type, @Nullable String classifier, boolean onClassPath) {
        String[] parts = coordinates.split(":", -1);
        DefaultArtifactHandler handler = new DefaultArtifactHandler(type);
        handler.setAddedToClasspath(onClassPath);
        Artifact artifact = new DefaultArtifact(parts[0], parts[1], parts[2], scope, type, classifier, handler);
        artifact.setFile(new File("/repository/" + parts[1] + "-" + parts[2] + "." + type));
        artifacts.add(artifact);
        return artifact;
    }

    private static List<String> names(List<Path> elements) {
        return elements.stream().map(path -> path.getFileName().toString()).toList();
    }
}
