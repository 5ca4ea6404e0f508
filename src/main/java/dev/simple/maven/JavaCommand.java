package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** The {@code java} that runs the tests: the setting {@code jvm}, else the JDK toolchain's, else Maven's own. */
final class JavaCommand {

    private static final int OLDEST = 17;
    private static final String JDK = "jdk";
    private static final Pattern FEATURE_VERSION = Pattern.compile("(?:1\\.)?(\\d+)");

    private JavaCommand() {}

    /** The one on the path of a container's image. */
    static final Path OF_IMAGE = Path.of("java");

    /**
     * Finds it.
     *
     * @param jvm the setting, a command or the home of a JDK; null if it is not made
     * @param requirements what {@code jdkToolchain} asks for; empty for the toolchain that the build has chosen
     * @throws ConfigurationException if it does not exist or is too old
     */
    static Path find(
            @Nullable String jvm, Map<String, String> requirements, ToolchainManager toolchains, MavenSession session) {
        if (jvm != null) {
            return checked(fromSetting(jvm), "the setting jvm");
        }
        Toolchain toolchain = requirements.isEmpty()
                ? toolchains.getToolchainFromBuildContext(JDK, session)
                : matching(requirements, toolchains, session);
        String tool = toolchain == null ? null : toolchain.findTool("java");
        return tool != null ? checked(Path.of(tool), "the JDK toolchain " + toolchain) : ofMaven();
    }

    private static Toolchain matching(
            Map<String, String> requirements, ToolchainManager toolchains, MavenSession session) {
        return toolchains.getToolchains(session, JDK, requirements).stream()
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("No JDK toolchain is what jdkToolchain asks for: "
                        + new TreeMap<>(requirements) + ". Add such a JDK to toolchains.xml, in the directory .m2 of"
                        + " your home, or ask for another."));
    }

    /** The home of the JDK that a command belongs to; null if that is Maven's own or not on this machine. */
    static @Nullable Path homeUnlessOfMaven(Path java) {
        try {
            Path bin = java.equals(OF_IMAGE) ? null : java.toRealPath().getParent();
            return bin == null || bin.equals(ofMaven().toRealPath().getParent()) ? null : bin.getParent();
        } catch (IOException e) {
            throw new ConfigurationException("The JDK of " + java + " cannot be found: " + e.getMessage(), e);
        }
    }

    /** The one that Maven itself runs in. */
    static Path ofMaven() {
        return Path.of(System.getProperty("java.home"), "bin", executable());
    }

    private static Path fromSetting(String jvm) {
        Path path = Path.of(jvm).toAbsolutePath();
        if (Files.isDirectory(path)) {
            return path.resolve("bin").resolve(executable());
        }
        return Files.exists(path) || !Files.exists(path.resolveSibling(path.getFileName() + ".exe"))
                ? path
                : path.resolveSibling(path.getFileName() + ".exe");
    }

    private static Path checked(Path java, String origin) {
        if (!Files.exists(java)) {
            throw new ConfigurationException(
                    java + ", given by " + origin + ", does not exist. Name the java command of a JDK.");
        }
        if (!Files.isExecutable(java)) {
            throw new ConfigurationException(
                    java + ", given by " + origin + ", is not an executable file. Name the java command of a JDK.");
        }
        int version = version(java);
        if (version < OLDEST) {
            throw new ConfigurationException("The tests would run on Java " + version + " (" + java + ", given by "
                    + origin + "), but this plugin needs Java " + OLDEST
                    + " or later there. Use a newer JDK for the tests, or Surefire for this module.");
        }
        return java;
    }

    private static int version(Path java) {
        try {
            Path release = java.toRealPath().resolve("../../release").normalize();
            String text = Files.isRegularFile(release) ? fromRelease(release) : fromCommand(java);
            Matcher matcher = FEATURE_VERSION.matcher(text.replace("\"", ""));
            if (matcher.lookingAt()) {
                return Integer.parseInt(matcher.group(1));
            }
            throw new ConfigurationException(java + " does not tell its version (it says \"" + text + "\").");
        } catch (IOException e) {
            throw new ConfigurationException("The version of " + java + " cannot be found out: " + e.getMessage(), e);
        }
    }

    private static String fromRelease(Path release) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        return properties.getProperty("JAVA_VERSION", "");
    }

    private static String fromCommand(Path java) throws IOException {
        Process process = new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        Matcher quoted = Pattern.compile("version \"([^\"]+)\"").matcher(output);
        return quoted.find() ? quoted.group(1) : output.strip();
    }

    private static String executable() {
        return File.separatorChar == '\\' ? "java.exe" : "java";
    }
}
