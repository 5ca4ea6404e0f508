package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.doReturn;

import dev.simple.checkpoint.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
@SuppressWarnings("NullAway.Init") // The harness sets the fields.
class TestMojoTest {

    private final RecordingLog log = new RecordingLog();

    @Inject
    private MavenSession session;

    @Inject
    private MavenProject project;

    @Inject
    private MojoExecution execution;

    @TempDir
    private Path directory;

    private Plugin plugin;

    @BeforeEach
    void createProject() {
        plugin = new Plugin();
        plugin.setGroupId("dev.simple");
        plugin.setArtifactId("simple-maven-plugin");
        doReturn(plugin).when(execution).getPlugin();
        doReturn("default-cli").when(execution).getExecutionId();
        doReturn("test").when(execution).getGoal();
        project.getBuild().addPlugin(plugin);
        project.getBuild().setTestOutputDirectory(directory.toString());
    }

    @Test
    @InjectMojo(goal = "test")
    void runsNothingIfSkipped(TestMojo mojo) throws Exception {
        for (String property : List.of("maven.test.skip", "skipTests", "maven.test.skip.exec")) {
            session.getUserProperties().clear();
            session.getUserProperties().setProperty(property, "true");

            assertEquals(List.of("INFO Tests are skipped."), execute(mojo));
        }
    }

    @Test
    @InjectMojo(goal = "test")
    void endsIfThereIsNoTestClass(TestMojo mojo) throws Exception {
        assertEquals(List.of("INFO No tests to run."), execute(mojo));
    }

    @Test
    @InjectMojo(goal = "test")
    void saysThatTestsAreNotCompiled(TestMojo mojo) throws Exception {
        Path missing = directory.resolve("test-classes");
        project.getBuild().setTestOutputDirectory(missing.toString());
        project.getTestCompileSourceRoots().clear();
        assertEquals(List.of("INFO No tests to run."), execute(mojo));

        project.addTestCompileSourceRoot(directory.toString());
        assertEquals(
                List.of("INFO No tests to run: " + missing
                        + " does not exist. Compile the tests first: mvn test-compile simple:test"),
                execute(mojo));
    }

    @Test
    @InjectMojo(goal = "test")
    void failsWithoutTestsIfAskedTo(TestMojo mojo) {
        session.getUserProperties().setProperty("failIfNoTests", "true");

        assertEquals(
                "No tests to run. Set -DfailIfNoTests=false to let that pass.",
                assertThrows(MojoFailureException.class, () -> execute(mojo)).getMessage());
    }

    @Test
    @InjectMojo(goal = "test")
    void failsIfTheNamedTestDoesNotExist(TestMojo mojo) throws IOException {
        Files.createFile(directory.resolve("OtherTest.class"));
        session.getUserProperties().setProperty("test", "MissingTest");

        assertEquals(
                "No tests matching \"MissingTest\" were executed."
                        + " Set -Dsurefire.failIfNoSpecifiedTests=false to let modules without them pass.",
                assertThrows(MojoFailureException.class, () -> execute(mojo)).getMessage());
    }

    @Test
    @InjectMojo(goal = "test")
    void refusesAnUnknownSettingEvenIfSkipped(TestMojo mojo) {
        session.getUserProperties().setProperty("skipTests", "true");
        project.getProperties().setProperty("simple.timout", "1s");

        assertEquals("Unknown setting simple.timout. Did you mean simple.timeout?", refusal(mojo));
    }

    @Test
    @InjectMojo(goal = "test")
    void refusesAnUnknownParameter(TestMojo mojo) {
        configure(plugin, "forksCount", "2");

        assertEquals("Unknown parameter of simple-maven-plugin forksCount. Did you mean forkCount?", refusal(mojo));
    }

    @Test
    @InjectMojo(goal = "test")
    void warnsOfWhatHasNoEffect(TestMojo mojo) throws Exception {
        Plugin surefire = new Plugin();
        surefire.setGroupId("org.apache.maven.plugins");
        surefire.setArtifactId("maven-surefire-plugin");
        configure(surefire, "useSystemClassLoader", "false");
        project.getBuild().addPlugin(surefire);

        assertEquals(
                List.of(
                        "WARN Surefire's useSystemClassLoader has no effect here:"
                                + " how classes are loaded in a worker is fixed.",
                        "INFO No tests to run."),
                execute(mojo));
    }

    @Test
    @InjectMojo(goal = "test")
    void tellsWhichPatternsMatchNoSpecFile(TestMojo mojo) throws Exception {
        spec("**/*_spec.sh", "exit 0");
        session.getUserProperties().setProperty("simple.spec.includes", "*.t");
        session.getUserProperties().setProperty("simple.spec.excludes", "a*");
        String message = "No tests to run: there are no test classes. No file in " + directory.resolve("spec")
                + " matches simple.spec.includes, *.t, without a*. A pattern starts at that directory: **/*.sh means all"
                + " directories below.";

        assertEquals(List.of("INFO " + message), execute(mojo));
        session.getUserProperties().setProperty("failIfNoTests", "true");
        assertEquals(
                message + " Set -DfailIfNoTests=false to let that pass.",
                assertThrows(MojoFailureException.class, () -> execute(mojo)).getMessage());
    }

    @Test
    @InjectMojo(goal = "test")
    void failsIfNeitherClassNorSpecFileHasTheNameThatIsAskedFor(TestMojo mojo) throws Exception {
        spec("**/*_spec.sh", "exit 0");
        session.getUserProperties().setProperty("test", "other_spec.sh");

        assertTrue(String.valueOf(assertThrows(MojoFailureException.class, () -> execute(mojo))
                        .getMessage())
                .startsWith("No tests matching \"other_spec.sh\" were executed."));
    }

    @Test
    @InjectMojo(goal = "test")
    void refusesASecondRunOfTheModule(TestMojo mojo) throws Exception {
        spec("**/*_spec.sh", "exit 0");
        project.getBuild().setDirectory(directory.resolve("target").toString());
        doReturn(new DefaultRepositorySystemSession()).when(session).getRepositorySession();

        RunLock first = RunLock.acquire(directory.resolve("target/simple-reports"));
        try {
            String message = refusal(mojo);

            assertTrue(message.startsWith("Another run of this module is under way, by process "), message);
        } finally {
            first.close();
        }
    }

    private void spec(String includes, String script) throws IOException {
        Path specs = Files.createDirectories(directory.resolve("spec"));
        Files.writeString(specs.resolve("a_spec.sh"), script);
        session.getUserProperties().setProperty("simple.spec.directory", specs.toString());
        session.getUserProperties().setProperty("simple.spec.includes", includes);
        session.getUserProperties().setProperty("simple.spec.command", "bash {file}");
    }

    private List<String> execute(TestMojo mojo) throws Exception {
        log.lines.clear();
        mojo.setLog(log);
        mojo.execute();
        return log.lines;
    }

    private String refusal(TestMojo mojo) {
        return String.valueOf(
                assertThrows(MojoExecutionException.class, () -> execute(mojo)).getMessage());
    }

    private static void configure(Plugin plugin, String name, String value) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(SampleBuild.element(name, value));
        plugin.setConfiguration(configuration);
    }
}
