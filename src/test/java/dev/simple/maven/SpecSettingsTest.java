package dev.simple.maven;

import static dev.simple.maven.SampleBuild.element;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecSettingsTest {

    private Path directory = Path.of("");
    private SampleBuild build = new SampleBuild(directory);

    @BeforeEach
    void createBuild(@TempDir Path temporary) {
        directory = temporary;
        build = new SampleBuild(temporary);
    }

    private SpecFiles read() {
        SpecFiles specs = build.reader().specs();
        assertNotNull(specs);
        return specs;
    }

    private SpecSettingsTest given(String name, String value) {
        build.userProperties.setProperty("simple.spec." + name, value);
        return this;
    }

    private void givenAll() {
        given("directory", "spec").given("includes", "**/*_spec.sh").given("command", "bash {file}");
    }

    @Test
    void areNoneIfNothingIsSet() {
        assertNull(build.reader().specs());
    }

    @Test
    void comeFromTheCommandLine() {
        givenAll();
        given("excludes", "a, b").given("timeout", "5s").given("workingDirectory", "target");

        assertEquals(
                new SpecFiles(
                        directory.resolve("spec"),
                        List.of("**/*_spec.sh"),
                        List.of("a", "b"),
                        List.of("bash", "{file}"),
                        directory.resolve("target"),
                        Map.of(),
                        Duration.ofSeconds(5)),
                read());
    }

    @Test
    void comeFromTheConfigurationUnlessTheCommandLineHasThem() {
        Xpp3Dom includes = new Xpp3Dom("includes");
        includes.addChild(element("include", "*.sh"));
        includes.addChild(element("include", "*.t"));
        Xpp3Dom environment = new Xpp3Dom("environment");
        environment.addChild(element("PORT", "80${surefire.forkNumber}"));
        build.specs(element("directory", "spec"))
                .specs(includes)
                .specs(environment)
                .specs(element("command", "sh -c 'exec \"$0\"' {file}"))
                .surefire("workingDirectory", "not for spec files")
                .surefire("timeout", "7s")
                .surefire("excludes", "not for spec files");
        given("directory", "other");

        assertEquals(
                new SpecFiles(
                        directory.resolve("other"),
                        List.of("*.sh", "*.t"),
                        List.of(),
                        List.of("sh", "-c", "exec \"$0\"", "{file}"),
                        directory,
                        Map.of("PORT", "80${surefire.forkNumber}"),
                        Duration.ofSeconds(7)),
                read());
    }

    @ParameterizedTest
    @CsvSource({"directory, includes", "command, directory", "excludes, directory", "timeout, directory"})
    void areIncompleteWithOneAlone(String name, String missing) {
        given(name, "5s");

        assertEquals(
                "simple.spec." + name + " is set, and simple.spec." + missing
                        + " is not. Spec files need a directory, includes and a command: set simple.spec.directory,"
                        + " simple.spec.includes and simple.spec.command, or these elements of <specs>.",
                Refusal.of(build.reader()::specs));
    }

    @Test
    void haveNoOtherElements() {
        build.specs(element("dir", "spec"));

        assertTrue(Refusal.of(build.reader()::specs).startsWith("Unknown element of <specs> dir. Known are command, "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bash             | simple.spec.command is 'bash' and does not say where the file goes. Write {file} in its place, such as: bash {file}",
                "bash {files}     | simple.spec.command is 'bash {files}' and does not say where the file goes.",
                "bash '{file}     | simple.spec.command opens a quote that it does not close: bash '{file}. Close it with '",
                "no-such-program {file} | The program 'no-such-program' of simple.spec.command is not on the PATH, ",
                "./run {file}     | The program './run' of simple.spec.command does not exist: there is no file "
            })
    void refuseACommandThatCannotWork(String command, String message) {
        givenAll();
        given("command", command);

        String refusal = Refusal.of(build.reader()::specs);

        assertTrue(refusal.startsWith(message), refusal);
    }

    @Test
    void refuseAProgramThatIsNotExecutable() throws IOException {
        Path program = Files.createFile(directory.resolve("run"));
        givenAll();
        given("command", "./run {file}");

        assertEquals(
                "The program './run' of simple.spec.command is not executable. Make it so: chmod +x "
                        + directory.resolve("./run"),
                Refusal.of(build.reader()::specs));
        assertTrue(program.toFile().setExecutable(true));
        assertEquals(List.of("./run", "{file}"), read().command());
    }

    @Test
    void refuseATimeLimitOfNothing() {
        givenAll();
        given("timeout", "0s");

        assertTrue(Refusal.of(build.reader()::specs).startsWith("simple.spec.timeout is 0, "));
    }

    @Test
    void refuseFilesWhoseReportsWouldReplaceAnother() {
        givenAll();

        assertEquals(
                "The reports of the spec file b/c.sh and of b_c.sh would have the same name. Rename the file.",
                Refusal.of(() -> SpecSettings.check(read(), List.of("a.sh", "b_c.sh", "b/c.sh"), List.of())));
        assertEquals(
                "The reports of the spec file FooTest and of FooTest would have the same name. Rename the file.",
                Refusal.of(() -> SpecSettings.check(read(), List.of("FooTest"), List.of("FooTest"))));
    }

    @Test
    void refuseAFileThatIsToRunByItselfAndIsNotExecutable() throws IOException {
        givenAll();
        given("command", "{file}");
        Path file = Files.createFile(
                Files.createDirectories(directory.resolve("spec")).resolve("a.sh"));

        assertTrue(Refusal.of(() -> SpecSettings.check(read(), List.of("a.sh"), List.of()))
                .startsWith(
                        "The spec file " + file + " is not executable, and simple.spec.command runs it by itself."));
    }
}
