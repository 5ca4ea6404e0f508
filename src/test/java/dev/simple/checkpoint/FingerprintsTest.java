package dev.simple.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Plans;
import dev.simple.model.RunInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {

    private static final List<String> CLASSES = List.of("p.ATest", "p.BTest");
    private static final List<String> SPECS = List.of("a_spec.sh");

    @TempDir
    private Path directory;

    private Path project;
    private List<String> arguments = List.of("-Xmx1g");
    private boolean assertions = true;
    private List<String> groups = List.of();
    private int forkCount = 1;
    private String methods = "[]";
    private @Nullable Containers containers;
    private String image = "sha256:1";
    private List<String> command = List.of("bash", SpecFiles.FILE);
    private List<String> jars = List.of("one.jar", "two.jar");
    private final Map<String, String> environment = new HashMap<>(Map.of("NAME", "value"));
    private final Map<String, String> properties = new HashMap<>(Map.of("name", "value"));
    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void createProject() throws IOException {
        project = directory.resolve("project");
        write("target/test-classes/p/ATest.class", "a");
        write("target/test-classes/p/ATest$Nested.class", "an");
        write("target/test-classes/p/BTest.class", "b");
        write("target/test-classes/p/BTestBase.class", "base");
        write("target/classes/p/Main.class", "main");
        write("one.jar", "1");
        write("two.jar", "2");
        write("spec/a_spec.sh", "exit 0");
        properties.put("basedir", project.toString());
        properties.put("output", project + "/target/out");
    }

    private void write(String file, String content) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private RunInputs inputs() throws IOException {
        RunConfiguration configuration = new RunConfiguration(
                new RunConfiguration.Selection(
                        project.resolve("target/test-classes"), List.of("**/*Test.java"), List.of(), null),
                new RunConfiguration.Forking(forkCount, true, 0, 0, 0),
                new RunConfiguration.WorkerJvm(
                        ForkedJvm.executable(),
                        arguments,
                        assertions,
                        List.of(project.resolve(jars.get(0))),
                        List.of(
                                project.resolve("target/test-classes"),
                                project.resolve("target/classes"),
                                project.resolve(jars.get(1)),
                                project.resolve("missing.jar")),
                        environment,
                        Set.of(),
                        properties,
                        project,
                        null,
                        false),
                new RunConfiguration.Platform(groups, List.of(), List.of(), List.of(), parameters),
                new RunConfiguration.TimeLimits(
                        Duration.ofSeconds(1), Duration.ofSeconds(forkCount), Duration.ZERO, Duration.ZERO),
                new RunConfiguration.Processes(Duration.ZERO, LeakPolicy.REPORT),
                Plans.UNPROTECTED,
                new RunConfiguration.Reporting(
                        project, project, project, false, false, false, false, RunConfiguration.ReportContent.USUAL),
                new SpecFiles(
                        project.resolve("spec"),
                        List.of("**"),
                        List.of(),
                        command,
                        project,
                        Map.of(),
                        Duration.ofSeconds(1)),
                containers);
        return Fingerprints.of(configuration, project, CLASSES, SPECS, containers == null ? null : image, methods);
    }

    /** What differs from the fingerprints before, by name. */
    private Set<String> changes(RunInputs before) throws IOException {
        RunInputs now = inputs();
        Set<String> names = new TreeSet<>();
        if (!now.classPath().equals(before.classPath())) {
            names.add("class path");
        }
        for (String name : now.settings().keySet()) {
            if (!now.settings().get(name).equals(before.settings().get(name))) {
                names.add(name);
            }
        }
        for (String name : now.units().keySet()) {
            if (!now.units().get(name).equals(before.units().get(name))) {
                names.add(name);
            }
        }
        return names;
    }

    @Test
    void hasOneForEachUnit() throws IOException {
        assertEquals(Set.of("p.ATest", "p.BTest", "a_spec.sh"), inputs().units().keySet());
        assertNotEquals(inputs().units().get("p.ATest"), inputs().units().get("p.BTest"));
        assertEquals(Set.of(), changes(inputs()));
    }

    @Test
    void tellsWhichClassHasChanged() throws IOException {
        RunInputs before = inputs();
        write("target/test-classes/p/ATest.class", "A");
        assertEquals(Set.of("p.ATest"), changes(before));

        before = inputs();
        write("target/test-classes/p/ATest$Nested.class", "AN");
        write("target/test-classes/p/BTest$1.class", "new");
        assertEquals(Set.of("p.ATest", "p.BTest"), changes(before));

        before = inputs();
        write("spec/a_spec.sh", "exit 1");
        assertEquals(Set.of("a_spec.sh"), changes(before));
    }

    @Test
    void takesEverythingElseOnTheClassPathTogether() throws IOException {
        for (String file : List.of(
                "target/classes/p/Main.class",
                "target/test-classes/p/BTestBase.class",
                "target/test-classes/data.txt",
                "one.jar",
                "two.jar",
                "missing.jar")) {
            RunInputs before = inputs();
            write(file, "changed");
            assertEquals(Set.of("class path"), changes(before), file);
        }
        write("one.jar", "another");
        RunInputs before = inputs();
        jars = List.of("two.jar", "one.jar");
        assertEquals(Set.of("class path"), changes(before));
    }

    @Test
    void doesNotMindWhetherAModuleWasPackaged() throws IOException {
        write("other/p/Other.class", "other");
        write("other/META-INF/services/p.Service", "p.Other");
        jars = List.of("one.jar", "other");
        RunInputs before = inputs();
        zip(
                "other.jar",
                Map.of(
                        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0",
                        "META-INF/maven/g/a/pom.properties", "version=1",
                        "META-INF/services/p.Service", "p.Other",
                        "p/Other.class", "other"));
        jars = List.of("one.jar", "other.jar");

        assertEquals(Set.of(), changes(before));

        zip("other.jar", Map.of("META-INF/services/p.Service", "p.Other", "p/Other.class", "OTHER"));
        assertEquals(Set.of("class path"), changes(before));
    }

    private void zip(String file, Map<String, String> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(project.resolve(file)))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
    }

    @Test
    void tellsWhichSettingHasChanged() throws IOException {
        Map<String, Runnable> settings = Map.of(
                "argLine", () -> arguments = List.of("-Xmx2g"),
                "enableAssertions", () -> assertions = false,
                "environmentVariables", () -> environment.put("NAME", "other"),
                "systemPropertyVariables", () -> properties.put("name", "other"),
                "groups", () -> groups = List.of("fast"),
                "configurationParameters", () -> parameters.put("junit.x", "y"),
                "test", () -> methods = "[one]",
                "simple.spec.command", () -> command = List.of("sh", SpecFiles.FILE));
        for (Map.Entry<String, Runnable> setting : settings.entrySet()) {
            RunInputs before = inputs();
            setting.getValue().run();
            assertEquals(Set.of(setting.getKey()), changes(before));
        }
    }

    @Test
    void tellsWhatHasChangedOfContainers() throws IOException {
        containers = containers(512L << 20, null);
        RunInputs before = inputs();

        containers = containers(256L << 20, "1:1");
        assertEquals(Set.of("simple.container.memory", "simple.container.user"), changes(before));

        containers = containers(512L << 20, null);
        image = "sha256:2";
        assertEquals(Set.of("jvm"), changes(before));
    }

    private static Containers containers(long memory, @Nullable String user) {
        return new Containers(null, "image", memory, 1.0, 512, "none", user, true, List.of(), List.of(), null);
    }

    @Test
    void doesNotMindWhatOnlySteersTheBuild() throws IOException {
        RunInputs before = inputs();
        forkCount = 3;
        properties.putAll(Map.of(
                "simple.rerunFailed", "true",
                "surefire.runOrder", "random",
                "maven.test.failure.ignore", "true",
                "localRepository", "elsewhere"));

        assertEquals(Set.of(), changes(before));
    }

    @Test
    void isTheSameInAnotherPlace() throws IOException {
        RunInputs before = inputs();
        Path moved = directory.resolve("moved");
        Files.move(project, moved);
        project = moved;
        properties.put("basedir", project.toString());
        properties.put("output", project + "/target/out");

        assertEquals(Set.of(), changes(before));
    }

    @Test
    void doesNotTellValues() throws IOException {
        environment.put("PASSWORD", "opensesame");

        assertFalse(inputs().toString().contains("opensesame"));
    }
}
