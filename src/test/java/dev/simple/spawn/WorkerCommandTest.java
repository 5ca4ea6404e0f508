package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.fixtures.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerCommandTest {

    @TempDir
    private Path directory;

    private WorkerCommand command(String... arguments) {
        return new WorkerCommand(
                new WorkerJvm(
                        ForkedJvm.executable(),
                        List.of(arguments),
                        true,
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        directory),
                directory.resolve("worker.jar"),
                directory);
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
}
