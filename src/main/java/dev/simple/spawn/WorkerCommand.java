package dev.simple.spawn;

import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command, environment and directory of one worker. The JVM's arguments stand in a file, because a class path can be
 * longer than a command line.
 */
final class WorkerCommand {

    /** What Surefire's users write where they need the worker's fork number. */
    private static final List<String> FORK_NUMBER_NAMES = List.of("${surefire.forkNumber}", "${surefire.threadNumber}");

    private final WorkerJvm jvm;
    private final Path workerJar;
    private final Path errorFileDirectory;

    WorkerCommand(WorkerJvm jvm, Path workerJar, Path errorFileDirectory) {
        this.jvm = jvm;
        this.workerJar = workerJar;
        this.errorFileDirectory = errorFileDirectory;
    }

    /** Whether anything that is fixed when the process starts depends on the fork number. */
    boolean dependsOnForkNumber() {
        return Stream.concat(
                        Stream.concat(jvm.arguments().stream(), jvm.environment().values().stream()),
                        Stream.of(jvm.workingDirectory().toString()))
                .anyMatch(value -> FORK_NUMBER_NAMES.stream().anyMatch(value::contains));
    }

    /** The system properties that the worker sets before it loads a class of the project. */
    Map<String, String> systemProperties(int forkNumber) {
        Map<String, String> properties = new TreeMap<>();
        jvm.systemProperties().forEach((name, value) -> properties.put(name, withForkNumber(value, forkNumber)));
        properties.put("surefire.forkNumber", Integer.toString(forkNumber));
        return properties;
    }

    ProcessBuilder prepare(int forkNumber, Path argumentFile, Path socket, int worker) throws IOException {
        Files.writeString(
                argumentFile,
                argumentFile(forkNumber),
                Charset.forName(System.getProperty("native.encoding", "UTF-8")));
        ProcessBuilder builder = new ProcessBuilder(
                jvm.executable().toString(),
                "@" + argumentFile,
                WorkerMain.class.getName(),
                socket.toString(),
                Integer.toString(worker));
        Path directory = Path.of(withForkNumber(jvm.workingDirectory().toString(), forkNumber));
        Files.createDirectories(directory);
        builder.directory(directory.toFile());
        jvm.environment().forEach((name, value) -> builder.environment().put(name, withForkNumber(value, forkNumber)));
        return builder;
    }

    private String argumentFile(int forkNumber) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-XX:ErrorFile=" + errorFileDirectory.resolve("hs_err_pid%p.log"));
        if (jvm.enableAssertions()) {
            arguments.add("-enableassertions");
        }
        for (String argument : jvm.arguments()) {
            arguments.add(withForkNumber(argument, forkNumber));
        }
        arguments.add("-classpath");
        arguments.add(Stream.of(Stream.of(workerJar), jvm.launcherClassPath().stream(), jvm.testClassPath().stream())
                .flatMap(paths -> paths)
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

    private static String withForkNumber(String value, int forkNumber) {
        String replaced = value;
        for (String name : FORK_NUMBER_NAMES) {
            replaced = replaced.replace(name, Integer.toString(forkNumber));
        }
        return replaced;
    }
}
