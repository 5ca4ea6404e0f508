package dev.simple.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.config.PluginParameters;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.config.Settings;
import dev.simple.config.SurefireParameter;
import dev.simple.model.RunInputs;
import dev.simple.model.UnitName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of all that a result depends on. They are of contents, not of times and places: a workspace that a CI system
 * restores in another directory has the same.
 */
public final class Fingerprints {

    /** Sixteen digits: an accident is out of the question, and nobody gains by one made on purpose. */
    private static final int LENGTH = 8;

    private static final String CLASS = ".class";
    private static final String BASEDIR = "${basedir}";

    private final RunConfiguration configuration;
    private final String basedir;
    private final Path testClasses;
    private final byte[] buffer = new byte[1 << 16];

    private Fingerprints(RunConfiguration configuration, Path basedir) {
        this.configuration = configuration;
        this.basedir = basedir.toString();
        this.testClasses = configuration.selection().testClassesDirectory();
    }

    /**
     * Reads everything.
     *
     * @param basedir the project's directory, which may be another one next time
     * @param image the id of the image that tests run in, which its name does not tell; null if they run in processes
     * @param methods what of the classes is chosen, in a form that tells one choice from another; empty for all
     * @throws IOException if a file is there and cannot be read
     */
    public static RunInputs of(
            RunConfiguration configuration,
            Path basedir,
            Collection<String> classNames,
            Collection<String> specFiles,
            @Nullable String image,
            String methods)
            throws IOException {
        Fingerprints fingerprints = new Fingerprints(configuration, basedir);
        return new RunInputs(
                fingerprints.classPath(classNames),
                fingerprints.settings(image, methods),
                fingerprints.units(classNames, specFiles));
    }

    private Map<String, String> units(Collection<String> classNames, Collection<String> specFiles) throws IOException {
        Map<String, String> units = new TreeMap<>();
        Map<String, Set<Path>> families = families(classNames);
        Set<String> names = new TreeSet<>(classNames);
        classNames.forEach(name -> names.add(UnitName.family(name)));
        for (String name : names) {
            MessageDigest digest = sha256();
            for (Path file : families.getOrDefault(UnitName.family(name), Set.of())) {
                add(digest, file.getFileName().toString());
                addContent(digest, file);
            }
            units.put(name, hex(digest));
        }
        SpecFiles specs = configuration.specs();
        if (specs != null) {
            for (String file : specFiles) {
                MessageDigest digest = sha256();
                addContent(digest, specs.directory().resolve(file));
                units.put(file, hex(digest));
            }
        }
        return units;
    }

    /** The files of each outermost class and of those within it. */
    private Map<String, Set<Path>> families(Collection<String> classNames) throws IOException {
        Map<String, Set<Path>> families = new TreeMap<>();
        classNames.forEach(name -> families.put(UnitName.family(name), new TreeSet<>()));
        Set<Path> directories = new HashSet<>();
        families.keySet().forEach(name -> directories.add(classFile(name).getParent()));
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.filter(file -> file.toString().endsWith(CLASS)).forEach(file -> {
                        Set<Path> family = families.get(family(file));
                        if (family != null) {
                            family.add(file);
                        }
                    });
                }
            }
        }
        return families;
    }

    private Path classFile(String className) {
        return testClasses.resolve(className.replace('.', '/') + CLASS);
    }

    private String family(Path classFile) {
        String name = relative(testClasses, classFile).replace('/', '.');
        return UnitName.family(name.substring(0, name.length() - CLASS.length()));
    }

    private String classPath(Collection<String> classNames) throws IOException {
        Set<String> families = classNames.stream().map(UnitName::family).collect(Collectors.toSet());
        MessageDigest digest = sha256();
        WorkerJvm jvm = configuration.jvm();
        for (Path element : Stream.concat(jvm.launcherClassPath().stream(), jvm.testClassPath().stream())
                .toList()) {
            if (Files.isDirectory(element)) {
                addDirectory(digest, element, families);
            } else if (Files.exists(element)) {
                addArchive(digest, element);
            }
        }
        return hex(digest);
    }

    /** As a directory with the same files: whether a module was packaged before makes no difference. */
    private void addArchive(MessageDigest digest, Path archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && !isOfPackaging(entry.getName())) {
                    files.put(entry.getName(), entry.getSize() + " " + entry.getCrc());
                }
            }
        } catch (ZipException e) {
            addContent(digest, archive);
            return;
        }
        add(digest, files);
    }

    /** What an archive has beyond the files of its directory. */
    private static boolean isOfPackaging(String name) {
        return name.equals("META-INF/MANIFEST.MF")
                || name.equals("META-INF/INDEX.LIST")
                || name.startsWith("META-INF/maven/");
    }

    private static void add(MessageDigest digest, Map<String, String> files) {
        files.forEach((name, content) -> {
            add(digest, name);
            add(digest, content);
        });
        digest.update((byte) 1);
    }

    private void addDirectory(MessageDigest digest, Path directory, Set<String> units) throws IOException {
        boolean tests = directory.equals(testClasses);
        List<Path> paths;
        try (Stream<Path> all = Files.walk(directory)) {
            paths = all.filter(Files::isRegularFile).toList();
        }
        Map<String, String> files = new TreeMap<>();
        for (Path file : paths) {
            String name = relative(directory, file);
            boolean unit = tests && name.endsWith(CLASS) && units.contains(family(file));
            if (!unit && !isOfPackaging(name)) {
                files.put(name, Files.size(file) + " " + crc(file));
            }
        }
        add(digest, files);
    }

    /** What an archive has of each of its files. */
    private long crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        read(file, length -> crc.update(buffer, 0, length));
        return crc.getValue();
    }

    private static String relative(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private Map<String, String> settings(@Nullable String image, String methods) throws IOException {
        WorkerJvm jvm = configuration.jvm();
        RunConfiguration.Platform platform = configuration.platform();
        Map<String, String> settings = new TreeMap<>();
        put(settings, "argLine", jvm.arguments());
        put(settings, "enableAssertions", List.of(Boolean.toString(jvm.enableAssertions())));
        put(settings, "environmentVariables", pairs(jvm.environment()));
        put(settings, "excludedEnvironmentVariables", List.copyOf(new TreeSet<>(jvm.withoutEnvironment())));
        put(settings, "systemPropertyVariables", pairs(ofTests(jvm.systemProperties())));
        put(settings, "groups", platform.groups());
        put(settings, "excludedGroups", platform.excludedGroups());
        put(settings, "includeJUnit5Engines", platform.engines());
        put(settings, "excludeJUnit5Engines", platform.excludedEngines());
        put(settings, "configurationParameters", pairs(platform.parameters()));
        put(settings, "jvm", List.of(image == null ? version(jvm.executable()) : image));
        put(settings, configuration.containers());
        put(settings, "workingDirectory", List.of(jvm.workingDirectory().toString()));
        put(settings, "test", List.of(methods));
        put(
                settings,
                "useModulePath",
                List.of(jvm.module() == null ? "" : jvm.module().name()));
        SpecFiles specs = configuration.specs();
        if (specs != null) {
            put(settings, "simple.spec.command", specs.command());
            put(settings, "simple.spec.environment", pairs(specs.environment()));
            put(
                    settings,
                    "simple.spec.workingDirectory",
                    List.of(specs.workingDirectory().toString()));
        }
        return settings;
    }

    private void put(Map<String, String> settings, @Nullable Containers containers) {
        if (containers != null) {
            put(settings, "simple.container.memory", List.of(Long.toString(containers.memory())));
            put(settings, "simple.container.cpus", List.of(Double.toString(containers.cpus())));
            put(settings, "simple.container.pids", List.of(Integer.toString(containers.pids())));
            put(settings, "simple.container.network", List.of(containers.network()));
            put(settings, "simple.container.user", containers.user() == null ? List.of() : List.of(containers.user()));
            put(settings, "simple.container.readOnly", List.of(Boolean.toString(containers.readOnly())));
        }
    }

    /** Without those that steer the build: they say which tests run, not what becomes of them. */
    private static Map<String, String> ofTests(Map<String, String> properties) {
        Set<String> steering = Stream.of(PluginParameters.SUREFIRE, PluginParameters.FAILSAFE)
                .flatMap(plugin -> plugin.all().stream())
                .map(SurefireParameter::property)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, String> left = new TreeMap<>(properties);
        left.keySet()
                .removeIf(name -> steering.contains(name)
                        || name.startsWith(Settings.PREFIX)
                        || name.startsWith("maven.")
                        || name.equals("basedir")
                        || name.equals("localRepository"));
        return left;
    }

    private static List<String> pairs(Map<String, String> map) {
        return new TreeMap<>(map)
                .entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toList();
    }

    /** Of the JDK that the command belongs to, as its file {@code release} says. */
    private static String version(Path java) throws IOException {
        Path release = java.toRealPath().resolve("../../release").normalize();
        if (!Files.isRegularFile(release)) {
            return java.getFileName().toString();
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .findFirst()
                .orElse(java.getFileName().toString());
    }

    private void put(Map<String, String> settings, String name, List<String> values) {
        MessageDigest digest = sha256();
        values.forEach(value -> add(digest, value.replace(basedir, BASEDIR)));
        settings.put(name, hex(digest));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(UTF_8));
        digest.update((byte) 0);
    }

    private void addContent(MessageDigest digest, Path file) throws IOException {
        read(file, length -> digest.update(buffer, 0, length));
        digest.update((byte) 0);
    }

    /** @param piece told how many bytes are in the buffer */
    private void read(Path file, IntConsumer piece) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                piece.accept(read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, LENGTH);
    }
}
