package dev.simple.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run needs to know. Paths are absolute.
 *
 * @param specs null if the project has no spec files
 * @param containers null if tests run in processes of this machine
 */
public record RunConfiguration(
        Selection selection,
        Forking forking,
        WorkerJvm jvm,
        Platform platform,
        TimeLimits limits,
        Processes processes,
        Protection protection,
        Reporting reporting,
        @Nullable SpecFiles specs,
        @Nullable Containers containers) {

    /**
     * Which test classes and methods run.
     *
     * @param testClassesDirectory where the compiled test classes are
     * @param includes class file patterns, in Surefire's language; not empty
     * @param excludes class file patterns that are left out
     * @param test the value of {@code -Dtest}, which replaces includes and excludes; null if not given
     */
    public record Selection(
            Path testClassesDirectory,
            List<String> includes,
            List<String> excludes,
            @Nullable String test) {
        public Selection {
            includes = List.copyOf(includes);
            excludes = List.copyOf(excludes);
        }
    }

    /**
     * How many workers there are and what they do about failures.
     *
     * @param forkCount workers at the same time, at least 1
     * @param reuseForks false for a JVM per class
     * @param rerunFailingTestsCount how often a failed test is run again, 0 for never
     * @param failOnFlakeCount so many flaky tests fail the build, 0 for never
     * @param skipAfterFailureCount after this many problems no further class is started, 0 for no limit
     */
    public record Forking(
            int forkCount,
            boolean reuseForks,
            int rerunFailingTestsCount,
            int failOnFlakeCount,
            int skipAfterFailureCount) {}

    /**
     * The worker JVMs.
     *
     * @param executable the {@code java} command
     * @param arguments the JVM's own arguments; {@code ${surefire.forkNumber}} is replaced for each worker, as it is in
     *     environment values, system property values and the working directory
     * @param launcherClassPath the JUnit Platform's jars that the project does not bring itself
     * @param testClassPath test classes, classes, dependencies and additional elements, in this order
     * @param environment added to Maven's own
     * @param withoutEnvironment names of variables of Maven's own that a worker does not get
     * @param module null if all of that is on the class path
     * @param debugged whether a debugger has the worker, which no time limit ends and which none stands by for
     */
    public record WorkerJvm(
            Path executable,
            List<String> arguments,
            boolean enableAssertions,
            List<Path> launcherClassPath,
            List<Path> testClassPath,
            Map<String, String> environment,
            Set<String> withoutEnvironment,
            Map<String, String> systemProperties,
            Path workingDirectory,
            @Nullable JavaModule module,
            boolean debugged) {
        public WorkerJvm {
            arguments = List.copyOf(arguments);
            launcherClassPath = List.copyOf(launcherClassPath);
            testClassPath = List.copyOf(testClassPath);
            environment = Map.copyOf(environment);
            withoutEnvironment = Set.copyOf(withoutEnvironment);
            systemProperties = Map.copyOf(systemProperties);
        }
    }

    /**
     * The Java module that the tests run in.
     *
     * @param modulePath those of the worker's jars and directories that are on the module path
     * @param superseded those that have a module which another on the module path has too; they are on neither path
     * @param patch the test classes, which become part of the module; null if the tests are a module of their own
     * @param packages of the module, which the class path may look into
     */
    public record JavaModule(
            String name,
            List<Path> modulePath,
            List<Path> superseded,
            @Nullable Path patch,
            List<String> packages) {
        public JavaModule {
            modulePath = List.copyOf(modulePath);
            superseded = List.copyOf(superseded);
            packages = List.copyOf(packages);
        }

        /** Whether a jar or directory of the worker is on the class path nevertheless. */
        public boolean leavesOnClassPath(Path element) {
            return !modulePath.contains(element) && !superseded.contains(element);
        }
    }

    /**
     * What the JUnit Platform is told.
     *
     * @param groups tag expressions of which one must match; empty for all
     * @param excludedGroups tag expressions of which none may match
     * @param engines ids of the engines that run, empty for all
     * @param excludedEngines ids of engines that do not run
     * @param parameters configuration parameters
     */
    public record Platform(
            List<String> groups,
            List<String> excludedGroups,
            List<String> engines,
            List<String> excludedEngines,
            Map<String, String> parameters) {

        public Platform {
            engines = List.copyOf(engines);
            excludedEngines = List.copyOf(excludedEngines);
            groups = List.copyOf(groups);
            excludedGroups = List.copyOf(excludedGroups);
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * How long things may take.
     *
     * @param slow a class that runs longer is named in a warning
     * @param timeout a class that runs longer is ended
     * @param worker in a worker that has run classes for longer, the class that runs is ended; zero for no limit
     * @param exit how long a worker that has nothing left to do may take to exit
     */
    public record TimeLimits(Duration slow, Duration timeout, Duration worker, Duration exit) {}

    /**
     * What becomes of processes.
     *
     * @param gracePeriod the time between SIGTERM and SIGKILL
     * @param leaks what is made of those that tests leave behind
     */
    public record Processes(Duration gracePeriod, LeakPolicy leaks) {}

    /**
     * How the machine is protected.
     *
     * @param selfProtect whether the machine is watched; without it the limits have no effect
     * @param cpuLimit percent of the processors
     * @param memLimit percent of the memory
     * @param cpuWindow how long the processors' limit must be exceeded
     * @param memWindow how long the memory's or the disk's limit must be exceeded
     * @param diskLimit bytes that must remain free where the build directory is
     * @param unitMemory bytes that the processes of one class or spec file may use together, 0 for no limit
     */
    public record Protection(
            boolean selfProtect,
            int cpuLimit,
            int memLimit,
            Duration cpuWindow,
            Duration memWindow,
            long diskLimit,
            long unitMemory) {}

    /**
     * Files that a command runs, one after another.
     *
     * @param directory where they are
     * @param includes Ant's path patterns, relative to the directory; not empty
     * @param excludes patterns of files that are left out
     * @param command program and arguments; <code>{file}</code> is replaced by the file's path, and
     *     <code>${surefire.forkNumber}</code> as it is for a worker, also in the environment and the working directory
     * @param environment added to Maven's own
     * @param timeout a file that runs longer is ended
     */
    public record SpecFiles(
            Path directory,
            List<String> includes,
            List<String> excludes,
            List<String> command,
            Path workingDirectory,
            Map<String, String> environment,
            Duration timeout) {

        /** Stands for the file in the command. */
        public static final String FILE = "{file}";

        public SpecFiles {
            includes = List.copyOf(includes);
            excludes = List.copyOf(excludes);
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * The containers in which test classes and spec files run, each in one of its own.
     *
     * @param engine the address of the container engine; null to look for it where engines usually are
     * @param image with a JDK, if there are test classes
     * @param memory bytes that all processes of a container may use together, swap included
     * @param cpus processors' worth of time
     * @param pids how many processes and threads there may be
     * @param network the engine's network that they are connected to, {@code none} for none
     * @param user as the engine takes it, a name or {@code uid:gid}; null for the user who runs Maven, who must not be root
     * @param readOnly whether nothing but {@code /tmp} and the mounted directories can be written
     * @param readable directories and files of this machine that are mounted read-only, at the same paths
     * @param writable directories that are mounted writable, likewise
     * @param repository the local repository, which is mounted read-only; an engine that cannot mount it gets of it only what
     *     is among the readable files. Null for none
     */
    public record Containers(
            @Nullable String engine,
            String image,
            long memory,
            double cpus,
            int pids,
            String network,
            @Nullable String user,
            boolean readOnly,
            List<Path> readable,
            List<Path> writable,
            @Nullable Path repository) {
        public Containers {
            readable = List.copyOf(readable);
            writable = List.copyOf(writable);
        }
    }

    /**
     * What Surefire's reports consist of.
     *
     * @param nameSuffix of the report files and the classes in them; empty for none
     * @param xml whether there are {@code TEST-*.xml}
     * @param text whether there are {@code *.txt}
     * @param summary whether the console shows classes and totals
     * @param outputOfPassed whether the XML report has what tests printed that passed
     * @param properties whether the XML report has the worker's system properties
     * @param timestamps whether the XML report says when each test began
     * @param everyTest whether {@code *.txt} names tests that passed or were skipped
     * @param encoding of {@code *.txt}
     */
    public record ReportContent(
            String nameSuffix,
            boolean xml,
            boolean text,
            boolean summary,
            boolean outputOfPassed,
            boolean properties,
            boolean timestamps,
            boolean everyTest,
            Charset encoding) {

        /** What there is if nothing is set. */
        public static final ReportContent USUAL =
                new ReportContent("", true, true, true, true, true, false, false, StandardCharsets.UTF_8);
    }

    /**
     * What is written where.
     *
     * @param reportsDirectory for the files in Surefire's formats
     * @param ownDirectory for {@code results.json} and {@code events.ndjson}, and for the run's temporary files
     * @param checkpointFile from which an interrupted run can be continued
     * @param trimStackTrace whether stack traces end at the test class
     * @param redirectTestOutput whether output goes to {@code <class>-output.txt} instead of the console
     * @param colour whether the console takes ANSI colours
     * @param live whether the console's last line shows what is running
     */
    public record Reporting(
            Path reportsDirectory,
            Path ownDirectory,
            Path checkpointFile,
            boolean trimStackTrace,
            boolean redirectTestOutput,
            boolean colour,
            boolean live,
            ReportContent content) {}
}
