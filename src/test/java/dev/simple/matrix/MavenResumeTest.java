package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The exit code of a resource shutdown, which only a real Maven has. */
@Tag("matrix")
@EnabledOnOs(OS.LINUX)
class MavenResumeTest {

    /** A project whose second class runs until it is let go. */
    private static final class Project implements AutoCloseable {

        /** No disk has that much room. */
        private static final List<String> SHUTDOWN =
                List.of("-Dsimple.selfProtect", "-Dsimple.diskLimit=9000000g", "-Dsimple.memWindow=8s");

        final MavenRunner runner = new MavenRunner();
        final Path directory = runner.newDirectory();
        final Path file = directory.resolve("fixture.file");
        final Path checkpoint = directory.resolve("target/simple-checkpoint.json");
        final List<String> command;

        /** @param fixtures the test classes that the goal {@code test} runs */
        Project(String fixtures) throws Exception {
            command =
                    runner.command(directory, Map.of("runner.grace", "500", "fixture.file", file.toString()), fixtures);
        }

        /** The full name of a goal. */
        String goal(String name) {
            return command.get(command.size() - 1).replaceFirst(":test$", ":" + name);
        }

        int shutDown(String goal, String... arguments) throws Exception {
            return run(
                    goal, Stream.concat(Stream.of(arguments), SHUTDOWN.stream()).toList());
        }

        /** Lets the second class end, and runs. */
        int goOn(String goal, String... arguments) throws Exception {
            Files.createFile(file);
            return run(goal, List.of(arguments));
        }

        private int run(String goal, List<String> arguments) throws Exception {
            List<String> all = new ArrayList<>(command.subList(0, command.size() - 1));
            all.add(goal(goal));
            all.addAll(arguments);
            Process mvn = new ProcessBuilder(all)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            assertTrue(mvn.waitFor(2, TimeUnit.MINUTES), () -> "Maven hangs, process " + mvn.pid());
            return mvn.exitValue();
        }

        /** What the last Maven printed. */
        String log() throws IOException {
            return Files.readString(directory.resolve("log"));
        }

        @Override
        public void close() throws IOException {
            Account.deleteTree(directory);
            runner.close();
        }
    }

    @Test
    void exitsWith42AndGoesOnWhereItWasAlsoWithoutItsCheckpoint() throws Exception {
        try (Project project = new Project("FirstFixture,SlowFixture")) {
            int shutdown = project.shutDown("test");

            String log = project.log();
            assertEquals(42, shutdown, log);
            assertTrue(
                    log.contains("1 of 2 test classes done. Continue with: mvn dev.simple:simple-maven-plugin:"), log);
            assertTrue(Files.exists(project.checkpoint), log);
            Files.writeString(project.checkpoint, "{");

            int resumed = project.goOn("resume");

            String rest = project.log();
            assertEquals(0, resumed, rest);
            assertTrue(rest.contains("Resuming: 1 of 2 classes and files are done, 1 outstanding"), rest);
            assertTrue(rest.contains("The run is continued from its event log."), rest);
            assertFalse(rest.contains("Running dev.simple.fixtures.FirstFixture"), rest);
            assertTrue(rest.contains("Tests run: 2, Failures: 0"), rest);
            assertFalse(Files.exists(project.checkpoint), rest);
        }
    }

    @Test
    void exitsWith42InTheGoalThatComesAfterTheTearDown() throws Exception {
        try (Project project = new Project("NoUnitTest")) {
            String verify = project.goal("verify");
            String test = "-Dit.test=FirstFixture,SlowFixture";

            int shutdown = project.shutDown("integration-test", verify, test);

            String log = project.log();
            assertEquals(42, shutdown, log);
            assertTrue(
                    log.contains("The build goes on to tear down what was set up, and fails in the goal verify."), log);
            assertTrue(log.contains(":verify (default-cli) on project trial: Resource shutdown: disk space"), log);

            int resumed = project.goOn("integration-test", verify, test, "-Dsimple.resume");

            String rest = project.log();
            assertEquals(0, resumed, rest);
            assertTrue(rest.contains("Tests run: 2, Failures: 0"), rest);
        }
    }
}
