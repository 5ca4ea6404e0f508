package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The exit code of a resource shutdown, which only a real Maven has. */
@EnabledOnOs(OS.LINUX)
class MavenResumeTest {

    private static int run(Path directory, List<String> command, String goal, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.set(all.size() - 1, all.get(all.size() - 1).replaceFirst(":test$", ":" + goal));
        all.addAll(List.of(arguments));
        Process mvn = new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(goal + ".log").toFile())
                .start();
        assertTrue(mvn.waitFor(2, TimeUnit.MINUTES), () -> "Maven hangs, process " + mvn.pid());
        return mvn.exitValue();
    }

    @Test
    @Tag("matrix")
    void exitsWith42AndGoesOnWhereItWasAlsoWithoutItsCheckpoint() throws Exception {
        try (MavenRunner runner = new MavenRunner()) {
            Path directory = runner.newDirectory();
            Path file = directory.resolve("fixture.file");
            Files.createDirectories(directory.resolve("tmp"));
            List<String> command = runner.command(
                    directory,
                    Map.of("runner.grace", "500", "fixture.file", file.toString()),
                    "FirstFixture,SlowFixture");
            Path checkpoint = directory.resolve("target/simple-checkpoint.json");

            int shutdown = run(
                    directory,
                    command,
                    "test",
                    "-Dsimple.selfProtect",
                    "-Dsimple.diskLimit=9000000g",
                    "-Dsimple.memWindow=2s");

            String log = Files.readString(directory.resolve("test.log"));
            assertEquals(42, shutdown, log);
            assertTrue(
                    log.contains("1 of 2 test classes done. Continue with: mvn dev.simple:simple-maven-plugin:"), log);
            assertTrue(Files.exists(checkpoint), log);
            Files.createFile(file);
            Files.writeString(checkpoint, "{");

            int resumed = run(directory, command, "resume");

            String rest = Files.readString(directory.resolve("resume.log"));
            assertEquals(0, resumed, rest);
            assertTrue(rest.contains("Resuming: 1 of 2 classes and files are done, 1 outstanding"), rest);
            assertTrue(rest.contains("The run is continued from its event log."), rest);
            assertFalse(rest.contains("Running dev.simple.fixtures.FirstFixture"), rest);
            assertTrue(rest.contains("Tests run: 2, Failures: 0"), rest);
            assertFalse(Files.exists(checkpoint), rest);
            Account.deleteTree(directory);
        }
    }

    @Test
    @Tag("matrix")
    void exitsWith42InTheGoalThatComesAfterTheTearDown() throws Exception {
        try (MavenRunner runner = new MavenRunner()) {
            Path directory = runner.newDirectory();
            Path file = directory.resolve("fixture.file");
            Files.createDirectories(directory.resolve("tmp"));
            List<String> command = runner.command(
                    directory, Map.of("runner.grace", "500", "fixture.file", file.toString()), "NoUnitTest");
            String verify = command.get(command.size() - 1).replaceFirst(":test$", ":verify");
            String test = "-Dit.test=FirstFixture,SlowFixture";

            int shutdown = run(
                    directory,
                    command,
                    "integration-test",
                    verify,
                    test,
                    "-Dsimple.selfProtect",
                    "-Dsimple.diskLimit=9000000g",
                    "-Dsimple.memWindow=2s");

            String log = Files.readString(directory.resolve("integration-test.log"));
            assertEquals(42, shutdown, log);
            assertTrue(
                    log.contains("The build goes on to tear down what was set up, and fails in the goal verify."), log);
            assertTrue(log.contains(":verify (default-cli) on project trial: Resource shutdown: disk space"), log);
            Files.createFile(file);

            int resumed = run(directory, command, "integration-test", verify, test, "-Dsimple.resume");

            String rest = Files.readString(directory.resolve("integration-test.log"));
            assertEquals(0, resumed, rest);
            assertTrue(rest.contains("Tests run: 2, Failures: 0"), rest);
            Account.deleteTree(directory);
        }
    }
}
