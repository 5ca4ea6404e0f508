package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The JDKs here are made of shell scripts.")
class JavaCommandTest {

    @TempDir
    Path directory;

    @Test
    void isMavensOwnByDefault() {
        assertEquals(Path.of(System.getProperty("java.home"), "bin", "java"), find(null, null));
    }

    @Test
    void isTheToolchainsIfThereIsOne() throws IOException {
        Path java = jdk("21.0.2", "");

        assertEquals(java, find(null, java));
    }

    @Test
    void isTheOneOfTheSettingBeforeAll() throws IOException {
        Path java = jdk("17", "");

        assertEquals(java, find(java.toString(), directory.resolve("toolchain")));
    }

    @Test
    void isFoundInAJavaHome() throws IOException {
        Path java = jdk("25-ea", "");

        assertEquals(java, find(directory.toString(), null));
    }

    @Test
    void isAskedForItsVersionIfNoFileTellsIt() throws IOException {
        jdk("", "openjdk version \"11.0.2\" 2019-01-15");

        assertTrue(refusal(directory.toString()).startsWith("The tests would run on Java 11 ("));
    }

    @Test
    void isRefusedIfItIsTooOld() throws IOException {
        Path java = jdk("1.8.0_412", "");

        assertEquals(
                "The tests would run on Java 8 (" + java + ", given by the setting jvm), but this plugin needs Java 17"
                        + " or later there. Use a newer JDK for the tests, or Surefire for this module.",
                refusal(java.toString()));
    }

    @Test
    void isRefusedIfItDoesNotTellItsVersion() throws IOException {
        Path java = jdk("", "no idea");

        assertEquals(java + " does not tell its version (it says \"no idea\").", refusal(java.toString()));
    }

    @Test
    void isRefusedIfItIsNotExecutable() throws IOException {
        Path java = Files.writeString(directory.resolve("text"), "no command");

        assertEquals(
                java + ", given by the setting jvm, is not an executable file. Name the java command of a JDK.",
                refusal(java.toString()));
    }

    @Test
    void isRefusedIfItDoesNotExist() {
        Path java = directory.resolve("missing");

        assertEquals(
                java + ", given by the setting jvm, does not exist. Name the java command of a JDK.",
                refusal(java.toString()));
    }

    @Test
    void isThatOfTheToolchainThatIsAskedFor() throws IOException {
        Path java = jdk("21.0.2", "");

        assertEquals(java, find(null, Map.of("version", "21"), null, java));
    }

    @Test
    void isRefusedIfNoToolchainIsWhatIsAskedFor() throws IOException {
        Path java = jdk("21.0.2", "");

        assertEquals(
                "No JDK toolchain is what jdkToolchain asks for: {vendor=x, version=21}. Add such a JDK to"
                        + " toolchains.xml, in the directory .m2 of your home, or ask for another.",
                Refusal.of(() -> find(null, Map.of("version", "21", "vendor", "x"), java, null)));
    }

    private Path jdk(String release, String output) throws IOException {
        Path java = directory.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho '" + output + "' >&2\n");
        assertTrue(java.toFile().setExecutable(true));
        if (!release.isEmpty()) {
            Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + release + "\"\n");
        }
        return java;
    }

    private String refusal(String jvm) {
        return Refusal.of(() -> find(jvm, null));
    }

    private Path find(@Nullable String jvm, @Nullable Path toolchain) {
        return find(jvm, Map.of(), toolchain, null);
    }

    private Path find(
            @Nullable String jvm, Map<String, String> requirements, @Nullable Path toolchain, @Nullable Path asked) {
        return JavaCommand.find(
                jvm, requirements, new Toolchains(toolchain, asked), new SampleBuild(directory).session);
    }

    private record Toolchains(
            @Nullable Path chosen, @Nullable Path asked) implements ToolchainManager {

        @Override
        public @Nullable Toolchain getToolchainFromBuildContext(String type, MavenSession context) {
            return type.equals("jdk") && chosen != null ? new OneToolchain(chosen) : null;
        }

        @Override
        public List<Toolchain> getToolchains(MavenSession session, String type, Map<String, String> requirements) {
            return type.equals("jdk") && asked != null ? List.of(new OneToolchain(asked)) : List.of();
        }
    }

    private record OneToolchain(Path java) implements Toolchain {

        @Override
        public String getType() {
            return "jdk";
        }

        @Override
        public @Nullable String findTool(String toolName) {
            return toolName.equals("java") ? java.toString() : null;
        }
    }
}
