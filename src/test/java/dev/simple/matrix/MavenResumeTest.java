package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exit code of a resource shutdown, which only a real Maven has. */
@Tag("long")
@EnabledOnOs(OS.LINUX)
class MavenResumeTest {

    private static final Duration BUILD = Duration.ofMinutes(5);
    private static final List<String> PROTECTION = List.of("-Dsimple.selfProtect", "-Dsimple.memWindow=1s");

    private record Build(Process process, Path log) {

        /** Where another goal is called than the command has. */
        static Build start(Path directory, List<String> command, String goal, List<String> arguments)
                throws IOException {
            List<String> all = new ArrayList<>(command);
            all.set(all.size() - 1, all.get(all.size() - 1).replaceFirst(":test$", ":" + goal));
            all.addAll(arguments);
            return start(directory, all, goal);
        }

        static Build start(Path directory, List<String> command, String name) throws IOException {
            Path log = directory.resolve(name + ".log");
            return new Build(
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        }

        void await(String words) {
            Waiting.until(BUILD, words, () -> text().contains(words) || !process.isAlive());
            assertTrue(text().contains(words), this::text);
        }

        String text() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int exitCode() throws InterruptedException {
            assertTrue(process.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS), () -> "Maven hangs: " + text());
            return process.exitValue();
        }
    }

    static Stream<String> mavens() throws IOException {
        return Stream.concat(Stream.of("mvn"), Mavens.unpacked().stream().map(Mavens::executable));
    }

    private static List<String> with(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }

    private static List<String> command(MavenRunner runner, Path directory, String test) throws IOException {
        Files.createDirectories(directory.resolve("tmp"));
        return runner.command(
                directory,
                Map.of("runner.grace", "500", "fixture.file", file(directory).toString()),
                test);
    }

    private static Path file(Path directory) {
        return directory.resolve("fixture.file");
    }

    @ParameterizedTest
    @MethodSource("mavens")
    void exitsWith42AndGoesOnWhereItWasAlsoWithoutItsCheckpoint(String maven) throws Exception {
        try (MavenRunner runner = new MavenRunner(maven);
                DiskSqueeze squeeze = DiskSqueeze.begin()) {
            Path directory = runner.newDirectory();
            List<String> command = command(runner, directory, "FirstFixture,SlowFixture");
            Path checkpoint = directory.resolve("target/simple-checkpoint.json");

            Build build = Build.start(directory, command, "test", with(PROTECTION, squeeze.setting()));
            build.await("Running dev.simple.fixtures.SlowFixture");
            squeeze.exceed();

            assertEquals(42, build.exitCode(), build::text);
            assertTrue(
                    build.text()
                            .contains("1 of 2 test classes done. Continue with: mvn dev.simple:simple-maven-plugin:"),
                    build::text);
            assertTrue(Files.exists(checkpoint), build::text);
            Files.createFile(file(directory));
            Files.writeString(checkpoint, "{");

            Build resumed = Build.start(directory, command, "resume", List.of());

            assertEquals(0, resumed.exitCode(), resumed::text);
            String rest = resumed.text();
            assertTrue(rest.contains("Resuming: 1 of 2 classes and files are done, 1 outstanding"), rest);
            assertTrue(rest.contains("The run is continued from its event log."), rest);
            assertFalse(rest.contains("Running dev.simple.fixtures.FirstFixture"), rest);
            assertTrue(rest.contains("Tests run: 2, Failures: 0"), rest);
            for (String fixture : List.of("FirstFixture", "SlowFixture")) {
                Path report = directory.resolve("target/surefire-reports/TEST-dev.simple.fixtures." + fixture + ".xml");
                assertTrue(Files.readString(report).contains("tests=\"1\""), rest);
            }
            assertFalse(Files.exists(checkpoint), rest);
            Account.deleteTree(directory);
        }
    }

    @Test
    void endsAllModulesOfAParallelBuildForTheSameReason() throws Exception {
        try (MavenRunner runner = new MavenRunner("mvn");
                DiskSqueeze squeeze = DiskSqueeze.begin()) {
            Path directory = runner.newDirectory();
            List<String> command = command(runner, directory, "FirstFixture,SlowFixture");
            Account.deleteTree(directory.resolve("target"));
            List<String> modules = List.of("left", "right", "third");
            for (String module : modules) {
                command(runner, Files.createDirectory(directory.resolve(module)), "FirstFixture,SlowFixture");
                Path pom = directory.resolve(module).resolve("pom.xml");
                Files.writeString(
                        pom, Files.readString(pom).replace(">trial</artifactId>", ">" + module + "</artifactId>"));
            }
            Path pom = directory.resolve("pom.xml");
            Files.writeString(
                    pom,
                    Files.readString(pom)
                            .replace(
                                    "<dependencies>",
                                    modules.stream()
                                            .collect(Collectors.joining(
                                                    "</module><module>",
                                                    "<packaging>pom</packaging><modules><module>",
                                                    "</module></modules><dependencies>"))));
            // The parent has no tests.
            String anyModule = "-Dsurefire.failIfNoSpecifiedTests=false";

            Build build = Build.start(
                    directory,
                    command,
                    "test",
                    with(PROTECTION, squeeze.setting(), "-T2", "-fae", "-Dmaven.test.failure.ignore", anyModule));
            for (String module : List.of("left", "right")) {
                Path events = directory.resolve(module + "/target/simple-reports/events.ndjson");
                Waiting.until(BUILD, "the second class of " + module, () -> lines(events, "\"classStarted\"") == 2);
            }
            squeeze.exceed();

            assertEquals(42, build.exitCode(), build::text);
            Set<String> reasons = Pattern.compile("Resource shutdown: (.*?) 1 of 2 test classes done")
                    .matcher(build.text())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertEquals(1, reasons.size(), build::text);
            assertTrue(build.text().contains("No tests are started in this module."), build::text);
            Files.createFile(file(directory));

            Build resumed = Build.start(directory, command, "resume", List.of("-T2", anyModule));

            assertEquals(0, resumed.exitCode(), resumed::text);
            assertEquals(3, resumed.text().split("Running dev.simple.fixtures.SlowFixture", -1).length - 1);
            assertEquals(1, resumed.text().split("Running dev.simple.fixtures.FirstFixture", -1).length - 1);
            for (String module : modules) {
                Path results = directory.resolve(module + "/target/simple-reports/results.json");
                assertEquals(1, lines(results, "\"status\" *: *\"passed\""), resumed::text);
            }
            Account.deleteTree(directory);
        }
    }

    private static long lines(Path file, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.of()) {
            return lines.filter(line -> wanted.matcher(line).find()).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void leavesAJvmAloneThatMavenIsEmbeddedIn() throws Exception {
        Path maven = Mavens.unpacked().get(0);
        try (MavenRunner runner = new MavenRunner(Mavens.executable(maven));
                DiskSqueeze squeeze = DiskSqueeze.begin()) {
            Path directory = runner.newDirectory();
            List<String> command = command(runner, directory, "FirstFixture,SlowFixture");
            String goal = command.get(command.size() - 1);

            Build jvm = Build.start(directory, embedded(maven, directory), "embedded");
            try (BufferedWriter builds = jvm.process().outputWriter(StandardCharsets.UTF_8)) {
                builds.write("-e " + goal + " " + String.join(" ", with(PROTECTION, squeeze.setting())) + "\n");
                builds.flush();
                jvm.await("Running dev.simple.fixtures.SlowFixture");
                squeeze.exceed();
                jvm.await("embedded result 1");
                assertTrue(jvm.text().contains("Resource shutdown: disk space of "), jvm::text);
                assertTrue(jvm.text().contains("Caused by: dev.simple.maven.ResourceShutdownException"), jvm::text);
                Files.createFile(file(directory));

                // Maven leaves the properties of the first build among those of the JVM.
                builds.write(goal.replaceFirst(":test$", ":resume") + " -Dsimple.selfProtect=false\n");
                builds.flush();
                jvm.await("embedded result 0");
                assertTrue(jvm.text().contains("Tests run: 2, Failures: 0"), jvm::text);
            }

            assertEquals(EmbeddedMaven.EXIT_CODE, jvm.exitCode(), jvm::text);
            Account.deleteTree(directory);
        }
    }

    /** As in an IDE, where another program has the main thread. */
    private static List<String> embedded(Path maven, Path directory) throws IOException {
        List<Path> classPath = new ArrayList<>();
        for (String libraries : List.of("boot", "lib")) {
            try (Stream<Path> jars = Files.list(maven.resolve(libraries))) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).forEach(classPath::add);
            }
        }
        ForkedJvm.classPath().stream().filter(Files::isDirectory).forEach(classPath::add);
        List<String> command = new ArrayList<>(List.of(ForkedJvm.executable().toString()));
        command.addAll(ForkedJvm.CHEAP);
        command.addAll(List.of(
                "-Dmaven.home=" + maven,
                "-Dmaven.multiModuleProjectDirectory=" + directory,
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                "-classpath",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                EmbeddedMaven.class.getName(),
                directory.toString()));
        return command;
    }

    @Test
    void exitsWith42InTheGoalThatComesAfterTheTearDown() throws Exception {
        try (MavenRunner runner = new MavenRunner("mvn");
                DiskSqueeze squeeze = DiskSqueeze.begin()) {
            Path directory = runner.newDirectory();
            List<String> command = command(runner, directory, "NoUnitTest");
            List<String> arguments = List.of(
                    command.get(command.size() - 1).replaceFirst(":test$", ":verify"),
                    "-Dit.test=FirstFixture,SlowFixture");

            Build build = Build.start(
                    directory,
                    command,
                    "integration-test",
                    Stream.of(arguments, PROTECTION, List.of(squeeze.setting()))
                            .flatMap(List::stream)
                            .toList());
            build.await("Running dev.simple.fixtures.SlowFixture");
            squeeze.exceed();

            assertEquals(42, build.exitCode(), build::text);
            String log = build.text();
            assertTrue(
                    log.contains("The build goes on to tear down what was set up, and fails in the goal verify."), log);
            assertTrue(log.contains(":verify (default-cli) on project trial: Resource shutdown: disk space"), log);
            Files.createFile(file(directory));

            Build resumed = Build.start(directory, command, "integration-test", with(arguments, "-Dsimple.resume"));

            assertEquals(0, resumed.exitCode(), resumed::text);
            assertTrue(resumed.text().contains("Tests run: 2, Failures: 0"), resumed::text);
            Account.deleteTree(directory);
        }
    }
}
