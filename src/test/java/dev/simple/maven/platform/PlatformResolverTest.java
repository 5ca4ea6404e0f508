package dev.simple.maven.platform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.ConfigurationException;
import dev.simple.maven.classpath.TestClassPath;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PlatformResolverTest {

    private static final String JUPITER = "api 5.14.4, jupiter 5.14.4, engine 1.14.4, commons 1.14.4, opentest4j 1.3.0";

    @TempDir
    Path directory;

    FileRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = new FileRepository(directory);
    }

    @Test
    void fetchesTheLauncherWithoutReadingItsPom() {
        repository.jarWithPom("org.junit.platform:junit-platform-launcher:1.14.4", "org.example:unavailable:1");

        PlatformClassPath platform = resolve(JUPITER);

        assertAll(
                () -> assertEquals(List.of("junit-platform-launcher-1.14.4.jar"), names(platform.launcherClassPath())),
                () -> assertTrue(Files.exists(platform.launcherClassPath().get(0))),
                () -> assertEquals("1.14.4", platform.platformVersion()),
                () -> assertTrue(platform.hasFramework()));
    }

    @Test
    void doesNotCallTheResolverIfTheProjectHasEverything() {
        RepositorySystem uncallable = (RepositorySystem) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RepositorySystem.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
        PlatformResolver resolver =
                new PlatformResolver(uncallable, repository.session(), project(List.of(), List.of()));

        assertEquals(
                List.of(),
                resolver.resolve(classPath(JUPITER + ", launcher 1.14.4"), List.of())
                        .launcherClassPath());
    }

    @Test
    void looksInThePluginRepositoriesToo() {
        repository.jar("org.junit.platform:junit-platform-launcher:1.14.4");

        PlatformClassPath platform = resolve(JUPITER, List.of(), List.of(), List.of(repository.remote()));

        assertEquals(1, platform.launcherClassPath().size());
    }

    @Test
    void saysWhatIsMissingAndWhereItLooked() {
        String message = messageOf(() -> resolve(JUPITER));

        assertAll(
                () -> assertTrue(
                        message.startsWith("The tests of this project (JUnit Jupiter 5.14.4) need"
                                + " org.junit.platform:junit-platform-launcher:1.14.4 to run on JUnit Platform"
                                + " 1.14.4, which could not be had from files ("),
                        () -> message),
                () -> assertTrue(
                        message.endsWith(" Add org.junit.platform:junit-platform-launcher:1.14.4, in a version that"
                                + " exists, to the project's test dependencies or to the dependencies of"
                                + " simple-maven-plugin."),
                        () -> message));
    }

    @Test
    void namesOnlyTheJarsThatAreMissing() {
        repository
                .jar("org.junit.platform:junit-platform-launcher:1.14.4")
                .jar("org.junit.platform:junit-platform-engine:1.14.4");

        String message = messageOf(() -> resolve("api 5.14.4, commons 1.14.4, opentest4j 1.3.0"));

        assertTrue(message.contains("need org.junit.jupiter:junit-jupiter-engine:5.14.4 to run"), () -> message);
    }

    @Test
    void saysSoIfMavenIsOffline() {
        repository.jar("org.junit.platform:junit-platform-launcher:1.14.4");
        repository.session().setOffline(true);

        String message = messageOf(() -> resolve(JUPITER));

        assertTrue(
                message.contains("junit-platform-launcher:1.14.4 to run on JUnit Platform 1.14.4, which the local"
                        + " repository does not have, and Maven is offline. Run once without -o."),
                () -> message);
    }

    @Test
    void worksOfflineOnceTheJarsAreInTheLocalRepository() {
        repository.jar("org.junit.platform:junit-platform-launcher:1.14.4");
        resolve(JUPITER);
        repository.session().setOffline(true);

        assertEquals(1, resolve(JUPITER).launcherClassPath().size());
    }

    @Test
    void addsNoEngineForAFrameworkThatIsThereByChance() {
        repository
                .jar("org.junit.platform:junit-platform-launcher:1.14.4")
                .jar("org.junit.vintage:junit-vintage-engine:5.14.4");

        PlatformClassPath platform = resolve(JUPITER + ", ~junit 4.13.2");

        assertAll(
                () -> assertEquals(List.of("junit-platform-launcher-1.14.4.jar"), names(platform.launcherClassPath())),
                () -> assertTrue(
                        platform.notes().get(0).startsWith("JUnit 4.13.2 is on the test class path through another"),
                        () -> platform.notes().toString()));
    }

    @Test
    void leavesOutAnOlderLauncherOfTheProject() {
        repository.jar("org.junit.platform:junit-platform-launcher:1.14.4");

        PlatformClassPath platform = resolve(JUPITER + ", ~launcher 1.9.1");

        assertAll(
                () -> assertEquals(List.of("junit-platform-launcher-1.14.4.jar"), names(platform.launcherClassPath())),
                () -> assertEquals(List.of("launcher 1.9.1"), names(platform.leftOut())));
    }

    @Test
    void fetchesWhatAFuturePlatformNeedsAndTheProjectLacks() {
        repository
                .jarWithPom(
                        "org.junit.platform:junit-platform-launcher:6.9.0",
                        "org.junit.platform:junit-platform-engine:6.9.0",
                        "org.junit.platform:junit-platform-novelty:6.9.0")
                .jarWithPom("org.junit.platform:junit-platform-engine:6.9.0")
                .jarWithPom("org.junit.platform:junit-platform-novelty:6.9.0");

        PlatformClassPath platform = resolve("api 6.9.0, jupiter 6.9.0, engine 6.9.0, commons 6.9.0, opentest4j 1.3.0");

        assertEquals(
                List.of("junit-platform-launcher-6.9.0.jar", "junit-platform-novelty-6.9.0.jar"),
                names(platform.launcherClassPath()));
    }

    @Test
    void fetchesAnEngineThatIsAmongThePluginsDependencies() {
        repository
                .jar("org.junit.platform:junit-platform-launcher:1.9.0")
                .jarWithPom("org.example:engine:2", "org.junit.platform:junit-platform-engine:1.9.0")
                .jarWithPom(
                        "org.junit.platform:junit-platform-engine:1.9.0",
                        "org.junit.platform:junit-platform-commons:1.9.0",
                        "org.opentest4j:opentest4j:1.2.0")
                .jarWithPom("org.junit.platform:junit-platform-commons:1.9.0")
                .jarWithPom("org.opentest4j:opentest4j:1.2.0");

        PlatformClassPath platform =
                resolve("", List.of(dependency("org.example", "engine", "2")), List.of(repository.remote()), List.of());

        assertAll(
                () -> assertEquals(
                        List.of(
                                "engine-2.jar",
                                "junit-platform-commons-1.9.0.jar",
                                "junit-platform-engine-1.9.0.jar",
                                "junit-platform-launcher-1.9.0.jar",
                                "opentest4j-1.2.0.jar"),
                        names(platform.launcherClassPath()).stream().sorted().toList()),
                () -> assertEquals(List.of("JUnit Platform 1.9.0"), platform.frameworks()));
    }

    @Test
    void resolvesAdditionalDependenciesWithWhatTheyNeed() {
        repository.jarWithPom("org.example:one:1", "org.example:two:1").jarWithPom("org.example:two:1");

        List<Path> files = resolver(List.of(repository.remote()), List.of())
                .additionalDependencies(List.of(dependency("org.example", "one", "1")));

        assertEquals(List.of("one-1.jar", "two-1.jar"), names(files));
    }

    @Test
    void saysWhatItLookedForIfThereIsNoFramework() {
        PlatformClassPath platform = resolve("");

        assertFalse(platform.hasFramework());
        String message = messageOf(platform::requireFramework);
        assertTrue(message.contains("org.junit.jupiter:junit-jupiter-api"), () -> message);
    }

    private static String messageOf(Executable failing) {
        return String.valueOf(
                assertThrows(ConfigurationException.class, failing).getMessage());
    }

    private PlatformClassPath resolve(String project) {
        return resolve(project, List.of(), List.of(repository.remote()), List.of());
    }

    private PlatformClassPath resolve(
            String project,
            List<Dependency> plugin,
            List<RemoteRepository> repositories,
            List<RemoteRepository> pluginRepositories) {
        return resolver(repositories, pluginRepositories).resolve(classPath(project), plugin);
    }

    private TestClassPath classPath(String project) {
        return new TestClassPath(
                directory.resolve("test-classes"), directory.resolve("classes"), Jars.of(project), List.of());
    }

    private PlatformResolver resolver(List<RemoteRepository> repositories, List<RemoteRepository> pluginRepositories) {
        return new PlatformResolver(
                repository.system(), repository.session(), project(repositories, pluginRepositories));
    }

    private static MavenProject project(
            List<RemoteRepository> repositories, List<RemoteRepository> pluginRepositories) {
        return new MavenProject() {
            @Override
            public List<RemoteRepository> getRemoteProjectRepositories() {
                return repositories;
            }

            @Override
            public List<RemoteRepository> getRemotePluginRepositories() {
                return pluginRepositories;
            }
        };
    }

    private static Dependency dependency(String groupId, String artifactId, String version) {
        Dependency dependency = new Dependency();
        dependency.setGroupId(groupId);
        dependency.setArtifactId(artifactId);
        dependency.setVersion(version);
        return dependency;
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
