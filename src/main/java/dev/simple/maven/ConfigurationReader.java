package dev.simple.maven;

import dev.simple.checkpoint.Checkpoint;
import dev.simple.config.ArgumentLine;
import dev.simple.config.ConfigurationException;
import dev.simple.config.ExecutionMode;
import dev.simple.config.LeakPolicy;
import dev.simple.config.Profiles;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.Forking;
import dev.simple.config.RunConfiguration.Platform;
import dev.simple.config.RunConfiguration.Processes;
import dev.simple.config.RunConfiguration.Protection;
import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.config.RunConfiguration.Selection;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.RunConfiguration.TimeLimits;
import dev.simple.config.RunConfiguration.WorkerJvm;
import dev.simple.config.Settings;
import dev.simple.config.WrittenValue;
import dev.simple.discovery.PatternFile;
import dev.simple.maven.classpath.ScannedDependencies;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Makes the run's configuration out of settings, project and session. */
final class ConfigurationReader {

    private static final String EXIT_TIMEOUT = "forkedProcessExitTimeoutInSeconds";
    private static final String WORKER_TIMEOUT = "forkedProcessTimeoutInSeconds";
    private static final String DEBUG = "debugForkedProcess";
    private static final String LISTENING_DEBUGGER =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:5005";
    private static final String FLAKES = "failOnFlakeCount";
    private static final String CONFIGURATION_PARAMETERS = "configurationParameters";

    private final SettingReader settings;
    private final MavenSession session;
    private final MavenProject project;
    private final TestKind kind;
    private final @Nullable String executionName;
    private final List<String> notices = new ArrayList<>();

    /** @param executionName tells the files of this run from those of others in the module; null for none */
    ConfigurationReader(
            SettingReader settings,
            MavenSession session,
            MavenProject project,
            TestKind kind,
            @Nullable String executionName) {
        this.settings = settings;
        this.session = session;
        this.project = project;
        this.kind = kind;
        this.executionName = executionName;
    }

    /** What the user should be told about the settings, as of the last read. */
    List<String> notices() {
        return notices;
    }

    Path testClassesDirectory() {
        return path("testClassesDirectory", project.getBuild().getTestOutputDirectory());
    }

    Path classesDirectory() {
        return path("classesDirectory", kind.classes(project).toString());
    }

    Selection selection() {
        String test = settings.text("test");
        if (test == null && !settings.list("suiteXmlFiles").isEmpty()) {
            throw new ConfigurationException("suiteXmlFiles cannot be used: TestNG runs on the JUnit Platform, as in"
                    + " Surefire since 3.6, which does not read TestNG's suite files. Select tests with groups, includes"
                    + " and excludes, or a class with @Suite.");
        }
        List<String> includes = withFile("includes", PatternFile::includes);
        return new Selection(
                testClassesDirectory(),
                includes.isEmpty() ? kind.defaultIncludes() : includes,
                withFile("excludes", PatternFile::excludes),
                test);
    }

    private List<String> withFile(String name, Function<Path, List<String>> file) {
        List<String> patterns = new ArrayList<>(settings.list(name));
        String fileSetting = name + "File";
        if (settings.text(fileSetting) != null) {
            patterns.addAll(file.apply(path(fileSetting, "")));
        }
        return patterns;
    }

    ScannedDependencies scannedDependencies() {
        return ScannedDependencies.of(settings.list("dependenciesToScan"), project.getArtifacts());
    }

    /** @param specs null if the project has no spec files */
    RunConfiguration read(Selection selection, @Nullable SpecFiles specs, WorkerFiles files, Terminal terminal) {
        String worker = settings.text(WORKER_TIMEOUT);
        return new RunConfiguration(
                selection,
                forking(),
                jvm(files),
                platform(),
                new TimeLimits(
                        limit("simple.slow", written("slow", "60s").duration()),
                        timeout(settings),
                        worker == null ? Duration.ZERO : new WrittenValue(WORKER_TIMEOUT, worker).seconds(),
                        limit(
                                EXIT_TIMEOUT,
                                new WrittenValue(EXIT_TIMEOUT, settings.text(EXIT_TIMEOUT, "30")).seconds())),
                new Processes(written("gracePeriod", "2s").duration(), LeakPolicy.of(written("leaks", "report"))),
                protection(),
                reporting(terminal),
                specs,
                containers(files, specs));
    }

    private Protection protection() {
        return new Protection(
                settings.flag("selfProtect", false),
                written("cpuLimit", "80").percentage(),
                written("memLimit", "90").percentage(),
                window("cpuWindow", "30s"),
                window("memWindow", "10s"),
                written("diskLimit", "200m").size(),
                unitMemory());
    }

    /** In bytes; 0 for no limit, which is not what is written as 0. */
    private long unitMemory() {
        String text = settings.text("unitMemory");
        long bytes = text == null ? 0 : written("unitMemory", "").size();
        if (text != null && bytes == 0) {
            throw new ConfigurationException("simple.unitMemory is " + text.strip() + ", and nothing runs without memory."
                    + " Write how much a class may use, such as 2g, or leave it out for no limit.");
        }
        return bytes;
    }

    private Duration window(String name, String defaultValue) {
        Duration window = written(name, defaultValue).duration();
        if (window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigurationException("simple." + name + " is less than 1s. The machine is looked at once a"
                    + " second; write 1s or more.");
        }
        return window;
    }

    /** One of this plugin's own settings. */
    private WrittenValue written(String name, String defaultValue) {
        return new WrittenValue(Settings.PREFIX + name, settings.text(name, defaultValue));
    }

    ExecutionMode executionMode() {
        return ExecutionMode.of(written("executionMode", "process"));
    }

    private @Nullable Containers containers(WorkerFiles files, @Nullable SpecFiles specs) {
        if (executionMode() == ExecutionMode.PROCESS) {
            return null;
        }
        List<Path> readable = new ArrayList<>(List.of(basedir()));
        readable.addAll(files.testClassPath());
        readable.addAll(files.launcherClassPath());
        List<Path> writable = new ArrayList<>(List.of(Path.of(project.getBuild().getDirectory())));
        writable.add(ownDirectory());
        if (specs != null) {
            readable.add(specs.directory());
        }
        return new ContainerSettings(settings)
                .read(readable, writable, Path.of(session.getLocalRepository().getBasedir()));
    }

    /** Null if the project has no spec files. */
    @Nullable
    SpecFiles specs() {
        return new SpecSettings(settings, basedir()).read();
    }

    Profiles profiles() {
        return new ProfileSettings(settings).read();
    }

    static Duration timeout(SettingReader settings) {
        return limit("simple.timeout", new WrittenValue("simple.timeout", settings.text("timeout", "30m")).duration());
    }

    static Duration limit(String name, Duration limit) {
        if (limit.isZero()) {
            throw new ConfigurationException(
                    name + " is 0, which would end everything at once. For no limit, write a long one, such as 24h.");
        }
        return limit;
    }

    private Forking forking() {
        ExecutionMode mode = executionMode();
        int forkCount = new WrittenValue(
                        "forkCount", settings.text("forkCount", mode == ExecutionMode.CONTAINER ? "1C" : "1"))
                .forkCount(Runtime.getRuntime().availableProcessors());
        if (forkCount == 0) {
            notices.add("forkCount=0 would run the tests inside Maven, where nothing could protect it; they run in one"
                    + " worker instead.");
        }
        int reruns = settings.number("rerunFailingTestsCount", 0);
        int flakes = settings.number(FLAKES, 0);
        if (flakes > 0 && reruns == 0) {
            throw new ConfigurationException(FLAKES + " is " + flakes + ", and without reruns no test can be flaky. Set"
                    + " rerunFailingTestsCount to 1 or more, or leave " + FLAKES + " out.");
        }
        return new Forking(
                mode == ExecutionMode.CONTAINER_SEQ || debugger() != null ? 1 : Math.max(1, forkCount),
                mode == ExecutionMode.PROCESS && settings.flag("reuseForks", true),
                reruns,
                flakes,
                settings.number("skipAfterFailureCount", 0));
    }

    /** The argument that lets a debugger into a worker, null if there is none. */
    private @Nullable String debugger() {
        String text = settings.text(DEBUG);
        return text == null || text.strip().equals("false")
                ? null
                : text.strip().equals("true") ? LISTENING_DEBUGGER : text;
    }

    private WorkerJvm jvm(WorkerFiles files) {
        List<String> arguments = new ArrayList<>(ArgumentLine.split(settings.text("argLine", ""), this::lateProperty));
        String debugger = debugger();
        if (debugger != null) {
            arguments.addAll(ArgumentLine.split(DEBUG, debugger));
        }
        return new WorkerJvm(
                files.java(),
                arguments,
                settings.flag("enableAssertions", true),
                files.launcherClassPath(),
                files.testClassPath(),
                settings.map("environmentVariables"),
                Set.copyOf(settings.list("excludedEnvironmentVariables")),
                systemProperties(),
                path("workingDirectory", basedir().toString()),
                files.module(),
                debugger != null);
    }

    private @Nullable String lateProperty(String name) {
        String value = project.getProperties().getProperty(name);
        if (value == null) {
            value = session.getUserProperties().getProperty(name);
        }
        if (value == null) {
            notices.add("argLine refers to @{" + name + "}, and no property has that name; it is left out.");
        }
        return value;
    }

    private Map<String, String> systemProperties() {
        Map<String, String> properties = new LinkedHashMap<>(settings.map("systemProperties"));
        properties.putAll(propertiesFile());
        properties.putAll(settings.map("systemPropertyVariables"));
        if (settings.flag("promoteUserPropertiesToSystemProperties", true)) {
            Properties user = session.getUserProperties();
            user.stringPropertyNames().forEach(name -> properties.put(name, user.getProperty(name)));
        }
        properties.put("basedir", basedir().toString());
        properties.put("localRepository", session.getLocalRepository().getBasedir());
        return properties;
    }

    private Map<String, String> propertiesFile() {
        if (settings.text("systemPropertiesFile") == null) {
            return Map.of();
        }
        Path file = path("systemPropertiesFile", "");
        try {
            return parse("systemPropertiesFile " + file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "systemPropertiesFile is " + file + ", which cannot be read: " + e
                            + ". Name a file of properties, relative to the project's directory.",
                    e);
        }
    }

    private Platform platform() {
        Map<String, String> parameters = new LinkedHashMap<>();
        settings.map("properties").forEach((name, value) -> {
            if (name.equals(CONFIGURATION_PARAMETERS)) {
                parameters.putAll(parse(CONFIGURATION_PARAMETERS, value));
            } else if (name.startsWith("junit.") || name.startsWith("testng.")) {
                parameters.put(name, value);
            } else {
                notices.add("The entry " + name + " of properties is not supported yet and has no effect.");
            }
        });
        return new Platform(
                commaSeparated("groups"),
                commaSeparated("excludedGroups"),
                settings.list("includeJUnit5Engines"),
                settings.list("excludeJUnit5Engines"),
                parameters);
    }

    private List<String> commaSeparated(String name) {
        return Stream.of(settings.text(name, "").split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static Map<String, String> parse(String what, String text) {
        Properties parsed = new Properties();
        try {
            parsed.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    what + " cannot be read as properties (name = value, one a line): " + e.getMessage(), e);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parsed.stringPropertyNames().forEach(name -> parameters.put(name, parsed.getProperty(name)));
        return parameters;
    }

    Reporting reporting(Terminal terminal) {
        Path target = Path.of(project.getBuild().getDirectory());
        return new Reporting(
                reportsDirectory(target),
                ownDirectory(),
                checkpointFile(target),
                settings.flag("trimStackTrace", false),
                settings.flag("redirectTestOutputToFile", false),
                terminal.colour(),
                terminal.live(),
                new ReportContent(
                        settings.text("reportNameSuffix", ""),
                        !settings.flag("disableXmlReport", false),
                        settings.flag("useFile", true),
                        settings.flag("printSummary", true),
                        settings.flag("enableOutErrElements", true),
                        settings.flag("enablePropertiesElement", true),
                        settings.flag("reportTestTimestamp", false),
                        plainFormat(),
                        encoding()));
    }

    /** One for all workers: no class runs in two of them. */
    private Path reportsDirectory(Path target) {
        Path directory =
                path("reportsDirectory", target.resolve(kind.reportsDirectory()).toString());
        Path first = Path.of(directory.toString().replaceAll("\\$\\{surefire\\.(fork|thread)Number}", "1"));
        if (!first.equals(directory)) {
            notices.add("reportsDirectory has a fork number in it; the reports of all workers are in " + first + ".");
        }
        return first;
    }

    private boolean plainFormat() {
        String format = settings.text("reportFormat", "brief").strip();
        if (!format.equals("brief") && !format.equals("plain")) {
            throw new ConfigurationException(
                    "reportFormat is '" + format + "'. It is brief, or plain, with which the text"
                            + " reports name tests that passed or were skipped too.");
        }
        return format.equals("plain");
    }

    private Charset encoding() {
        String name = settings.text("encoding");
        String ofProject = project.getProperties().getProperty("project.reporting.outputEncoding");
        String text = name == null ? ofProject : name;
        try {
            return text == null || text.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    (name == null ? "project.reporting.outputEncoding" : "encoding") + " is '" + text
                            + "', which this Java does not have. Write the name of a character set, such as UTF-8.",
                    e);
        }
    }

    /** An execution beside others has its own, also where all are given the same name. */
    private Path checkpointFile(Path target) {
        return ofExecution(
                path("checkpointFile", target.resolve(Checkpoint.NAME).toString()));
    }

    private Path ofExecution(Path file) {
        if (executionName == null) {
            return file;
        }
        String name = file.getFileName().toString();
        int end = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return file.resolveSibling(name.substring(0, end) + "-" + executionName + name.substring(end));
    }

    /** Where the run's own files are. */
    Path ownDirectory() {
        Path directory = Path.of(project.getBuild().getDirectory(), "simple-reports");
        return executionName == null ? directory : directory.resolve(executionName);
    }

    /** What earlier runs found. */
    Path historyFile() {
        return settings.text("history") == null
                ? ownDirectory().resolve("history.json")
                : ofExecution(path("history", ""));
    }

    /** Where the list of tests goes, null if it is not wanted as a file. */
    @Nullable
    Path listFile() {
        return settings.text("listFile") == null ? null : path("listFile", "");
    }

    private Path basedir() {
        return path("basedir", project.getBasedir().toString());
    }

    private Path path(String name, String defaultValue) {
        return project.getBasedir()
                .toPath()
                .resolve(settings.text(name, defaultValue))
                .normalize();
    }
}
