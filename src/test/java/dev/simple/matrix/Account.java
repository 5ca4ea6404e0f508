package dev.simple.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.run.RunnerProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A runner without Maven, and the user that it runs as.
 *
 * @param prefix what comes before a command to make it run as that user, or otherwise not as usual
 * @param jvmArguments what its JVM is started with besides
 * @param classPath which that user can read
 * @param copies what was copied for that
 */
record Account(List<String> prefix, List<String> jvmArguments, String classPath, List<Path> copies)
        implements RunnerKind {

    private static final Path ARCHIVES = Path.of("target", "runners").toAbsolutePath();

    private static final String NOBODY = "65534";
    private static final Set<PosixFilePermission> EVERYBODY_READS = PosixFilePermissions.fromString("rwxr-xr-x");

    /** Who runs these tests. */
    static Account own() {
        return new Account(List.of(), List.of(), join(ForkedJvm.runnerClassPath()), List.of());
    }

    /**
     * The same for many runs of one kind: with an archive of the classes that a runner loads, each takes a quarter less of
     * the processors. Only jars can have one. The first run is made here.
     *
     * @param settings its system properties
     */
    static Account archived(String kind, Map<String, String> settings) throws IOException, InterruptedException {
        Path work = Files.createDirectories(ARCHIVES.resolve(kind));
        List<Path> packed = new ArrayList<>();
        for (Path path : ForkedJvm.runnerClassPath()) {
            Path jar = work.resolve(ForkedJvm.PACKED + path.getFileName() + ".jar");
            packed.add(Files.isDirectory(path) ? pack(path, jar) : path);
        }
        String classPath = join(packed);
        Path archive = work.resolve("classes.jsa");
        Files.deleteIfExists(archive);
        List<String> recording = List.of("-XX:ArchiveClassesAtExit=" + archive);
        new Account(List.of(), recording, classPath, List.of()).runOnce(settings, work.resolve("out"));
        return new Account(List.of(), List.of("-XX:SharedArchiveFile=" + archive), classPath, List.of());
    }

    private void runOnce(Map<String, String> settings, Path output) throws IOException, InterruptedException {
        Path directory = newDirectory();
        // Not within the other, which is mounted in containers.
        Path temporary = Files.createTempDirectory("matrix-");
        Map<String, String> all = new HashMap<>(settings);
        all.put("java.io.tmpdir", temporary.toString());
        Process runner = new ProcessBuilder(command(directory, all, "FirstFixture"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!runner.waitFor(Waiting.LONG.toSeconds(), TimeUnit.SECONDS) || runner.exitValue() != 0) {
                throw new IOException("The first runner failed: " + Files.readString(output));
            }
        } finally {
            runner.destroyForcibly().waitFor();
            deleteTree(directory);
            deleteTree(temporary);
        }
    }

    private static Path pack(Path classes, Path jar) {
        int exitCode = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", classes.toString(), ".");
        if (exitCode != 0) {
            throw new IllegalStateException(jar + " cannot be made.");
        }
        return jar;
    }

    /** Who runs these tests, on a kernel without handles of processes. */
    static Account onOlderKernel() {
        String classPath = join(ForkedJvm.runnerClassPath());
        return new Account(
                List.of(ForkedJvm.executable().toString(), "-classpath", classPath, OlderKernelProgram.class.getName()),
                List.of(),
                classPath,
                List.of());
    }

    /** Whether the tests run as root, who is allowed more than those who use the plugin. */
    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** A user without privileges; the class path is copied, because the home directory of root is closed to others. */
    static Account ordinary() throws IOException, InterruptedException {
        List<String> prefix = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(ForkedJvm.executable().toString(), "-version"));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(java.getInputStream().readAllBytes(), UTF_8);
        if (!java.waitFor(30, TimeUnit.SECONDS) || java.exitValue() != 0) {
            throw new IOException("An ordinary user cannot start Java here: " + command + " says " + output);
        }
        List<Path> copied = new ArrayList<>();
        Path target = Files.createTempDirectory("matrix-classes-");
        for (Path source : ForkedJvm.runnerClassPath()) {
            Path parent = Files.createDirectory(target.resolve(Integer.toString(copied.size())));
            Files.setPosixFilePermissions(parent, EVERYBODY_READS);
            Path copy = parent.resolve(source.getFileName());
            copyTree(source, copy);
            copied.add(copy);
        }
        Files.setPosixFilePermissions(target, EVERYBODY_READS);
        return new Account(prefix, List.of(), join(copied), List.of(target));
    }

    private static String join(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void copyTree(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(copy, EVERYBODY_READS);
            }
        }
    }

    static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public List<String> command(Path directory, Map<String, String> settings, String fixture) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-XX:ErrorFile=" + directory.resolve("hs_err.log")));
        settings.forEach((name, value) -> arguments.add("\"-D" + name + "=" + value + "\""));
        return program(
                List.of("@" + Files.write(directory.resolve("settings"), arguments)),
                RunnerProgram.class,
                List.of(directory.toString(), fixture));
    }

    /** The command that runs a program of the tests as this user, without the prefix. */
    List<String> program(List<String> moreJvmArguments, Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(ForkedJvm.executable().toString()));
        command.addAll(ForkedJvm.CHEAP);
        command.addAll(jvmArguments);
        command.addAll(moreJvmArguments);
        command.addAll(List.of("-classpath", classPath, program.getName()));
        command.addAll(arguments);
        return command;
    }

    @Override
    public int modules() {
        return 1;
    }

    @Override
    public Path newDirectory() throws IOException {
        Path directory = Files.createTempDirectory("matrix-");
        Files.createDirectory(directory.resolve("tmp"));
        if (!prefix.isEmpty()) {
            for (Path open : List.of(directory, directory.resolve("tmp"))) {
                Files.setPosixFilePermissions(open, EnumSet.allOf(PosixFilePermission.class));
            }
        }
        return directory;
    }

    @Override
    public void close() throws IOException {
        for (Path copy : copies) {
            deleteTree(copy);
        }
    }
}
