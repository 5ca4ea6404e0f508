package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Forking;
import dev.simple.config.RunConfiguration.Platform;
import dev.simple.config.RunConfiguration.Selection;
import dev.simple.config.RunConfiguration.TimeLimits;
import dev.simple.discovery.TestSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {

    private Path directory = Path.of("");
    private SampleBuild build = new SampleBuild(directory);

    @BeforeEach
    void createBuild(@TempDir Path temporary) {
        directory = temporary;
        build = new SampleBuild(temporary);
    }

    @Test
    void hasSurefiresDefaults() {
        RunConfiguration configuration = read(build.reader());

        assertEquals(
                new Selection(
                        directory.resolve("target/test-classes"), TestSelection.DEFAULT_INCLUDES, List.of(), null),
                configuration.selection());
        assertEquals(new Forking(1, true, 0, 0, 0), configuration.forking());
        assertEquals(new Platform(List.of(), List.of(), List.of(), List.of(), Map.of()), configuration.platform());
        assertEquals(
                new TimeLimits(Duration.ofSeconds(60), Duration.ofMinutes(30), Duration.ZERO, Duration.ofSeconds(30)),
                configuration.limits());
        assertEquals(List.of(), configuration.jvm().arguments());
        assertEquals(directory, configuration.jvm().workingDirectory());
        assertTrue(configuration.jvm().enableAssertions());
        assertEquals(
                directory.resolve("target/surefire-reports"),
                configuration.reporting().reportsDirectory());
        assertEquals(
                directory.resolve("target/simple-reports"),
                configuration.reporting().ownDirectory());
    }

    @Test
    void findsPathsFromTheProjectsDirectory() {
        build.surefire("workingDirectory", "target/../work").surefire("reportsDirectory", "target/mine");
        RunConfiguration configuration = read(build.reader());

        assertEquals(directory.resolve("work"), configuration.jvm().workingDirectory());
        assertEquals(directory.resolve("target/mine"), configuration.reporting().reportsDirectory());
    }

    @Test
    void hasOneReportsDirectoryForAllWorkers() {
        ConfigurationReader reader = build.surefire("reportsDirectory", "target/r-${surefire.forkNumber}")
                .surefire("forkCount", "2")
                .reader();

        Path reports = directory.resolve("target/r-1");
        assertEquals(reports, read(reader).reporting().reportsDirectory());
        assertEquals(
                List.of("reportsDirectory has a fork number in it; the reports of all workers are in " + reports + "."),
                reader.notices());
    }

    @Test
    void takesLatePropertiesFromTheProjectThenTheCommandLine() {
        build.surefire("argLine", "@{both} @{user} @{neither} -Dlast");
        build.project.getProperties().setProperty("both", "-Dproject");
        build.userProperties.setProperty("both", "-Dignored");
        build.userProperties.setProperty("user", "-Dcommand -Dline");

        assertEquals(
                List.of("-Dproject", "-Dcommand", "-Dline", "-Dlast"),
                read(build.reader()).jvm().arguments());
    }

    @Test
    void givesWorkersTheCommandLinesPropertiesLast() {
        build.userProperties.setProperty("one", "command line");
        build.userProperties.setProperty("basedir", "elsewhere");

        Map<String, String> properties = read(build.reader()).jvm().systemProperties();

        assertEquals("command line", properties.get("one"));
        assertEquals(directory.toString(), properties.get("basedir"));
        assertEquals(directory.resolve("repository").toString(), properties.get("localRepository"));
    }

    @Test
    void splitsGroupsAtCommas() {
        build.surefire("groups", "fast & unit, , slow").surefire("excludedGroups", "broken");

        assertEquals(
                new Platform(List.of("fast & unit", "slow"), List.of("broken"), List.of(), List.of(), Map.of()),
                read(build.reader()).platform());
    }

    @Test
    void runsNothingInsideMaven() {
        ConfigurationReader reader = build.surefire("forkCount", "0").reader();

        assertEquals(1, read(reader).forking().forkCount());
        assertEquals(
                List.of("forkCount=0 would run the tests inside Maven, where nothing could protect it; they run in one"
                        + " worker instead."),
                reader.notices());
    }

    @Test
    void namesTheTimeLimitThatIsMalformed() {
        build.surefire("timeout", "10");

        assertTrue(Refusal.of(() -> read(build.reader()))
                .startsWith("The value '10' of simple.timeout is not a duration."));
    }

    @Test
    void refusesAWindowThatIsShorterThanTheTimeBetweenSamples() {
        build.surefire("memWindow", "900ms");

        assertEquals(
                "simple.memWindow is less than 1s. The machine is looked at once a second; write 1s or more.",
                Refusal.of(() -> read(build.reader())));
    }

    @Test
    void refusesAMemoryLimitOfNothing() {
        build.surefire("unitMemory", "0m");

        assertEquals(
                "simple.unitMemory is 0m, and nothing runs without memory. Write how much a class may use, such as 2g, or"
                        + " leave it out for no limit.",
                Refusal.of(() -> read(build.reader())));
    }

    @Test
    void addsThePatternsOfFiles() throws IOException {
        Files.writeString(directory.resolve("slow.txt"), "**/Slow*.java\n");
        build.surefire("excludes", "**/Broken*.java").surefire("excludesFile", "slow.txt");
        assertEquals(
                List.of("**/Broken*.java", "**/Slow*.java"),
                build.reader().selection().excludes());

        build.surefire("includesFile", "slow.txt");
        assertEquals(List.of("**/Slow*.java"), build.reader().selection().includes());
    }

    @Test
    void refusesSuiteFilesUnlessTestsAreNamed() {
        build.surefire("suiteXmlFiles", "testng.xml");

        assertTrue(Refusal.of(() -> build.reader().selection())
                .startsWith("suiteXmlFiles cannot be used: TestNG runs on"));

        build.userProperties.setProperty("test", "FooTest");
        assertEquals("FooTest", build.reader().selection().test());
    }

    @Test
    void letsADebuggerIntoTheOnlyWorker() {
        build.surefire("forkCount", "3").surefire("argLine", "-Xmx1g");
        build.userProperties.setProperty("maven.surefire.debug", "true");

        RunConfiguration configuration = read(build.reader());

        assertEquals(1, configuration.forking().forkCount());
        assertTrue(configuration.jvm().debugged());
        assertEquals(
                List.of("-Xmx1g", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:5005"),
                configuration.jvm().arguments());

        build.userProperties.setProperty(
                "maven.surefire.debug", "-Xdebug -agentlib:jdwp=transport=dt_socket,address=8000");
        assertEquals(
                List.of("-Xmx1g", "-Xdebug", "-agentlib:jdwp=transport=dt_socket,address=8000"),
                read(build.reader()).jvm().arguments());

        build.userProperties.setProperty("maven.surefire.debug", "false");
        assertFalse(read(build.reader()).jvm().debugged());
    }

    @Test
    void refusesToCountFlakyTestsWithoutReruns() {
        build.surefire("failOnFlakeCount", "2");

        assertEquals(
                "failOnFlakeCount is 2, and without reruns no test can be flaky. Set rerunFailingTestsCount to 1 or more, or"
                        + " leave failOnFlakeCount out.",
                Refusal.of(() -> read(build.reader())));

        build.surefire("rerunFailingTestsCount", "1");
        assertEquals(2, read(build.reader()).forking().failOnFlakeCount());
    }

    @Test
    void takesTheEncodingOfTheProjectsReports() {
        build.project.getProperties().setProperty("project.reporting.outputEncoding", "ISO-8859-1");
        assertEquals(
                StandardCharsets.ISO_8859_1,
                read(build.reader()).reporting().content().encoding());

        build.surefire("encoding", "latin-none");
        assertEquals(
                "encoding is 'latin-none', which this Java does not have. Write the name of a character set, such as UTF-8.",
                Refusal.of(() -> read(build.reader())));
    }

    @Test
    void refusesAFormatThatIsNeitherBriefNorPlain() {
        build.surefire("reportFormat", "fancy");

        assertTrue(
                Refusal.of(() -> read(build.reader())).startsWith("reportFormat is 'fancy'. It is brief, or plain,"));
    }

    @ParameterizedTest
    @CsvSource({"process, '', 1, true", "container-seq, 3, 1, false", "container, 3, 3, false"})
    void runsAsManyAtATimeAsTheModeSays(String mode, String forkCount, int atATime, boolean reusesForks) {
        build.userProperties.setProperty("simple.executionMode", mode);
        build.userProperties.setProperty("simple.container.image", "java:17");
        build.surefire("forkCount", forkCount);

        RunConfiguration.Forking forking = read(build.reader()).forking();

        assertEquals(atATime, forking.forkCount());
        assertEquals(reusesForks, forking.reuseForks());
    }

    private RunConfiguration read(ConfigurationReader reader) {
        return reader.read(
                reader.selection(),
                reader.specs(),
                new WorkerFiles(directory.resolve("java"), List.of(), List.of(), null),
                new Terminal(false, false));
    }
}
