package dev.simple.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Workload;
import dev.simple.spawn.SpawnTracker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A Maven with the plugin as it is compiled now, which need not be installed: the local repository that it
 * uses consists of links to the real one, and the plugin.
 */
final class MavenRunner implements RunnerKind {

    private static final Pattern VERSION = Pattern.compile("<version>(.+?)</version>");
    private static final Pattern JUPITER = Pattern.compile("junit-jupiter-api-(.+)\\.jar");

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>trial</groupId>
              <artifactId>%s</artifactId>
              <version>1</version>
              <dependencies>
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>%s</version>
                  <scope>test</scope>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-resources-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String PARENT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>trial</groupId>
              <artifactId>parent</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <modules>
                <module>one</module>
                <module>other</module>
              </modules>
            </project>
            """;

    private final Path repository = Files.createTempDirectory("matrix-repository-");
    private final Path classes;
    private final Path testClasses;
    private final String version;
    private final String jupiter;
    private final String executable;
    private final List<String> modules;

    /** @param executable the {@code mvn} to call */
    MavenRunner(String executable) throws Exception {
        this(executable, List.of(""));
    }

    /** Two modules are built at the same time, with a run in each. */
    static MavenRunner ofTwoModules(String executable) throws Exception {
        return new MavenRunner(executable, List.of("one", "other"));
    }

    private MavenRunner(String executable, List<String> modules) throws Exception {
        this.executable = executable;
        this.modules = modules;
        classes = Path.of(SpawnTracker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        testClasses = Path.of(Workload.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        version = first(VERSION, Files.readString(classes.resolve("META-INF/maven/plugin.xml")));
        Path jar = ForkedJvm.classPath().stream()
                .filter(path -> path.getFileName().toString().startsWith("junit-jupiter-api-"))
                .findFirst()
                .orElseThrow();
        jupiter = first(JUPITER, jar.getFileName().toString());
        // org/junit/jupiter/junit-jupiter-api/VERSION/JAR
        link(jar.resolve("../../../../../..").normalize(), List.of("dev", "simple", "simple-maven-plugin"));
        Path plugin = repository.resolve("dev/simple/simple-maven-plugin").resolve(version);
        Files.createDirectories(plugin);
        String name = "simple-maven-plugin-" + version;
        pack(plugin.resolve(name + ".jar"));
        Files.copy(Path.of("pom.xml"), plugin.resolve(name + ".pom"));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** Of a plugin that this project is built with, so that it is there. */
    private static String ownVersion(String plugin) throws IOException {
        Pattern version =
                Pattern.compile("<artifactId>maven-" + plugin + "-plugin</artifactId>\\s*<version>(.+?)</version>");
        return first(version, Files.readString(Path.of("pom.xml")));
    }

    /** Links everything but this path, of which the directories are made. */
    private void link(Path original, List<String> own) throws IOException {
        Path from = original;
        Path to = repository;
        for (String name : own) {
            try (Stream<Path> files = Files.isDirectory(from) ? Files.list(from) : Stream.of()) {
                for (Path file : files.toList()) {
                    if (!file.endsWith(name)) {
                        Files.createSymbolicLink(to.resolve(file.getFileName()), file);
                    }
                }
            }
            from = from.resolve(name);
            to = Files.createDirectory(to.resolve(name));
        }
    }

    private void pack(Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    @Override
    public List<String> prefix() {
        return List.of();
    }

    @Override
    public int modules() {
        return modules.size();
    }

    @Override
    public Path newDirectory() throws IOException {
        return Account.own().newDirectory();
    }

    @Override
    public List<String> command(Path directory, Map<String, String> settings, String fixture) throws IOException {
        for (String module : modules) {
            writeModule(directory.resolve(module), module.isEmpty() ? "trial" : module);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-o",
                "-B",
                "-Dmaven.repo.local=" + repository,
                "-Dtest=" + fixture,
                "-Dsimple.gracePeriod=" + settings.get("runner.grace") + "ms"));
        if (modules.size() > 1) {
            Files.writeString(directory.resolve("pom.xml"), PARENT, UTF_8);
            arguments.addAll(List.of("-T" + modules.size(), "-Dsurefire.failIfNoSpecifiedTests=false"));
        }
        String diskLimit = settings.get("runner.diskLimit");
        if (diskLimit != null) {
            arguments.addAll(List.of(
                    "-Dsimple.selfProtect",
                    "-Dsimple.cpuLimit=100",
                    "-Dsimple.memLimit=100",
                    "-Dsimple.memWindow=1s",
                    "-Dsimple.diskLimit=" + Long.parseLong(diskLimit) / 1024 + "k"));
        }
        settings.forEach((name, value) -> {
            if (name.startsWith("fixture.")) {
                arguments.add("-D" + name + "=" + value);
            }
        });
        Files.createDirectories(directory.resolve(".mvn"));
        Files.write(directory.resolve(".mvn/maven.config"), arguments);
        return List.of(
                "env",
                "MAVEN_SKIP_RC=true",
                "MAVEN_OPTS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.io.tmpdir=" + directory.resolve("tmp"),
                executable,
                "dev.simple:simple-maven-plugin:" + version + ":test");
    }

    private void writeModule(Path directory, String name) throws IOException {
        Path fixtures = Path.of("dev", "simple", "fixtures");
        Path target =
                Files.createDirectories(directory.resolve("target/test-classes").resolve(fixtures));
        try (Stream<Path> files = Files.list(testClasses.resolve(fixtures))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(
                directory.resolve("pom.xml"),
                POM.formatted(name, jupiter, ownVersion("resources"), ownVersion("compiler")),
                UTF_8);
    }

    @Override
    public void close() throws IOException {
        Account.deleteTree(repository);
    }
}
