package dev.simple.spawn;

import dev.simple.config.RunConfiguration.JavaModule;
import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command, environment and directory of one worker. The JVM's arguments stand in a file, because a class path can be
 * longer than a command line.
 */
final class WorkerCommand {

    /**
     * For a JVM that lives for one class: methods are compiled after four times as many calls. A third of its processor
     * time would go into compiling what it does not run often enough.
     */
    private static final String COMPILE_LATER = "-XX:CompileThresholdScaling=4";

    private static final Pattern COMPILER_ARGUMENT = Pattern.compile("@.*|-Xint|-Xcomp|-Xmixed|-XX:.*(Compil|Tier).*");

    private static final Pattern LINKING_OBSTACLE = Pattern.compile("@.*|-javaagent:.*|-agent(lib|path):.*|--.*");

    /** What Surefire's users write where they need the worker's fork number. */
    private static final List<String> FORK_NUMBER_NAMES = List.of("${surefire.forkNumber}", "${surefire.threadNumber}");

    private final WorkerJvm jvm;
    private final Path workerJar;
    private final Path errorFileDirectory;
    private final boolean inContainers;

    WorkerCommand(WorkerJvm jvm, Path workerJar, Path errorFileDirectory, boolean inContainers) {
        this.jvm = jvm;
        this.workerJar = workerJar;
        this.errorFileDirectory = errorFileDirectory;
        this.inContainers = inContainers;
    }

    /** What the class path of all workers begins with. */
    List<Path> firstJars() {
        return Stream.concat(Stream.of(workerJar), jvm.launcherClassPath().stream())
                .toList();
    }

    /** Whether the user has arguments of the JVM's own class data sharing. */
    private boolean configuresSharing() {
        return jvm.arguments().stream().anyMatch(argument -> argument.contains("share") || argument.contains("Share"));
    }

    /** Whether a worker can share classes at all, which a JVM with a patched module does not. */
    boolean sharesClasses() {
        return jvm.module() == null && !configuresSharing();
    }

    /** Whether a worker takes an archive of linked classes, which a JVM refuses that has agents or other modules. */
    boolean takesLinkedClasses() {
        return jvm.arguments().stream().noneMatch(LINKING_OBSTACLE.asMatchPredicate());
    }

    /** What makes a JVM cheaper that lives for one class. Nothing where the user has arguments of the JVM's compilers. */
    List<String> shortLifeArguments() {
        return jvm.arguments().stream().anyMatch(COMPILER_ARGUMENT.asMatchPredicate())
                ? List.of()
                : List.of(COMPILE_LATER);
    }

    /** Whether anything that is fixed when the process starts depends on the fork number. */
    boolean dependsOnForkNumber() {
        return Stream.concat(
                        Stream.concat(jvm.arguments().stream(), jvm.environment().values().stream()),
                        Stream.of(jvm.workingDirectory().toString()))
                .anyMatch(value -> FORK_NUMBER_NAMES.stream().anyMatch(value::contains));
    }

    /** The system properties that depend on the fork number, which a worker that stands by gets late. */
    Map<String, String> lateSystemProperties(int forkNumber) {
        Map<String, String> properties = new TreeMap<>();
        jvm.systemProperties().forEach((name, value) -> {
            String replaced = withForkNumber(value, forkNumber);
            if (!replaced.equals(value)) {
                properties.put(name, replaced);
            }
        });
        properties.put("surefire.forkNumber", Integer.toString(forkNumber));
        return properties;
    }

    /**
     * Writes the worker's files and prepares its process.
     *
     * @param directory for small files of this run
     * @param outputDirectory for what the worker writes to stdout and stderr
     * @param ownArguments arguments of the JVM that come before the user's
     */
    SpawnCommand prepare(
            int forkNumber, Path directory, Path outputDirectory, Path socket, int worker, List<String> ownArguments)
            throws IOException {
        Path arguments = directory.resolve("worker-" + worker + ".args");
        Path properties = directory.resolve("worker-" + worker + ".properties");
        writeArguments(arguments, forkNumber, worker, ownArguments);
        writeProperties(properties);
        List<String> command = new ArrayList<>();
        command.add(jvm.executable().toString());
        // The JVM does not look for argument files within argument files.
        jvm.arguments().stream().filter(argument -> argument.startsWith("@")).forEach(command::add);
        command.addAll(List.of(
                "@" + arguments,
                WorkerMain.class.getName(),
                socket.toString(),
                Integer.toString(worker),
                properties.toString()));
        Path workingDirectory = Path.of(withForkNumber(jvm.workingDirectory().toString(), forkNumber));
        Files.createDirectories(workingDirectory);
        Map<String, String> environment = new HashMap<>();
        jvm.environment().forEach((name, value) -> environment.put(name, withForkNumber(value, forkNumber)));
        return new SpawnCommand(
                "worker " + worker,
                command,
                workingDirectory,
                environment,
                jvm.withoutEnvironment(),
                // Files, not pipes: whoever inherits a pipe keeps its reader waiting after the worker has gone.
                outputDirectory.resolve("worker-" + worker + ".out"),
                outputDirectory.resolve("worker-" + worker + ".err"),
                RelayedWorker.of(command, environment, workerJar, socket));
    }

    private void writeProperties(Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(jvm.systemProperties());
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    private void writeArguments(Path file, int forkNumber, int worker, List<String> ownArguments) throws IOException {
        String encoding = System.getProperty("native.encoding", "UTF-8");
        try {
            Files.writeString(file, arguments(forkNumber, worker, ownArguments), Charset.forName(encoding));
        } catch (CharacterCodingException e) {
            throw new IOException(
                    "argLine or the class path has characters that the encoding " + encoding
                            + " of this environment lacks. Set a locale that has them, LC_ALL=C.UTF-8 for example.",
                    e);
        }
    }

    private String arguments(int forkNumber, int worker, List<String> ownArguments) {
        List<String> arguments = new ArrayList<>(ownArguments);
        arguments.add("-XX:ErrorFile=" + errorFileDirectory.resolve(ExitCode.errorFileName(worker, inContainers)));
        if (jvm.enableAssertions()) {
            arguments.add("-enableassertions");
        }
        jvm.arguments().stream()
                .filter(argument -> !argument.startsWith("@"))
                .forEach(argument -> arguments.add(withForkNumber(argument, forkNumber)));
        JavaModule module = jvm.module();
        if (module != null) {
            arguments.addAll(ModuleArguments.of(module));
        }
        arguments.add("-classpath");
        arguments.add(Stream.of(Stream.of(workerJar), jvm.launcherClassPath().stream(), jvm.testClassPath().stream())
                .flatMap(paths -> paths)
                .filter(element -> module == null || module.leavesOnClassPath(element))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        return arguments.stream().map(WorkerCommand::quote).collect(Collectors.joining("\n", "", "\n"));
    }

    /** In an argument file, a backslash escapes within quotes. */
    private static String quote(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }

    static String withForkNumber(String value, int forkNumber) {
        String replaced = value;
        for (String name : FORK_NUMBER_NAMES) {
            replaced = replaced.replace(name, Integer.toString(forkNumber));
        }
        return replaced;
    }
}
