package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.JavaModule;
import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.fixtures.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerCommandTest {

    @TempDir
    private Path directory;

    private WorkerCommand command(String... arguments) {
        return command(null, arguments);
    }

    private WorkerCommand command(@Nullable JavaModule module, String... arguments) {
        return new WorkerCommand(
                new WorkerJvm(
                        ForkedJvm.executable(),
                        List.of(arguments),
                        true,
                        List.of(directory.resolve("launcher.jar")),
                        List.of(Path.of("tests"), Path.of("classes"), Path.of("junit-platform-commons-1.14.jar")),
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        directory,
                        module,
                        false),
                directory.resolve("worker.jar"),
                directory,
                false);
    }

    @Test
    void compilesLaterInAJvmOfOneClass() throws Exception {
        List<String> arguments = command("-Xmx64m", "-Dtier=1").shortLifeArguments();

        assertEquals(List.of("-XX:CompileThresholdScaling=4"), arguments);
        List<String> java = new ArrayList<>(List.of(ForkedJvm.executable().toString()));
        java.addAll(arguments);
        java.add("-version");
        Process process = new ProcessBuilder(java)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertEquals(0, process.waitFor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint",
                "-Xcomp",
                "-XX:TieredStopAtLevel=1",
                "-XX:-TieredCompilation",
                "-XX:CompileThreshold=100",
                "-XX:+UseJVMCICompiler",
                "@arguments"
            })
    void leavesTheCompilersToAUserWhoSetsThem(String argument) {
        assertEquals(List.of(), command("-Xmx64m", argument).shortLifeArguments());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:jacoco.jar=destfile=x",
                "-agentlib:jdwp=server=y",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "@arguments"
            })
    void takesNoLinkedClassesBesideAgentsAndModules(String argument) {
        assertTrue(command("-Xmx64m").takesLinkedClasses());
        assertFalse(command("-Xmx64m", argument).takesLinkedClasses());
    }

    @Test
    void patchesAndOpensTheModule() throws Exception {
        JavaModule module =
                new JavaModule("m", List.of(Path.of("classes")), List.of(), Path.of("tests"), List.of("p", "p.q"));

        assertEquals(
                List.of(
                        "--module-path",
                        "classes",
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        "--patch-module",
                        "m=tests",
                        "--add-reads",
                        "m=ALL-UNNAMED",
                        "--add-opens",
                        "m/p=ALL-UNNAMED",
                        "--add-opens",
                        "m/p.q=ALL-UNNAMED",
                        "-classpath",
                        directory.resolve("worker.jar") + ":" + directory.resolve("launcher.jar")
                                + ":tests:junit-platform-commons-1.14.jar"),
                moduleArguments(module));
        assertFalse(command(module).sharesClasses());
    }

    @Test
    void leavesSupersededJarsOutOfTheClassPath() throws Exception {
        JavaModule module = new JavaModule(
                "m", List.of(Path.of("classes")), List.of(Path.of("tests")), Path.of("patch"), List.of());

        List<String> arguments = moduleArguments(module);

        assertFalse(String.join(" ", arguments).contains("tests"));
    }

    @Test
    void letsTheClassPathUseJUnitWhereItIsAModule() throws Exception {
        JavaModule module = new JavaModule(
                "m.test",
                List.of(Path.of("tests"), Path.of("junit-platform-commons-1.14.jar")),
                List.of(),
                null,
                List.of());

        List<String> arguments = moduleArguments(module);

        assertFalse(arguments.contains("--patch-module"));
        assertTrue(arguments.contains("org.junit.platform.commons/org.junit.platform.commons.util=ALL-UNNAMED"));
    }

    private List<String> moduleArguments(JavaModule module) throws Exception {
        command(module).prepare(1, directory, directory, directory.resolve("socket"), 1, List.of());
        return Files.readAllLines(directory.resolve("worker-1.args")).stream()
                .map(line -> line.substring(1, line.length() - 1))
                .dropWhile(argument -> !argument.equals("--module-path"))
                .toList();
    }
}
