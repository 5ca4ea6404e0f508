package dev.simple.maven;

import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the goals that run tests, as Maven's help, IDEs and the plugin descriptor know them. Their values are
 * read by {@link SettingReader}: an injected value does not tell where it was set, and that decides whether Surefire's
 * configuration comes before it.
 */
@SuppressWarnings({"unused", "UnusedVariable"})
abstract class TestParameters extends AbstractMojo {

    /**
     * Tests to run, instead of includes and excludes: names and patterns of classes and spec files, separated by commas, with ! to leave
     * out and # to name methods, such as FooTest#adds*,!SlowTest. Default: what includes and excludes say.
     */
    @Parameter(property = "test")
    private @Nullable String test;

    /**
     * Patterns of the test classes to run; separated by commas on the command line. Default: **&#47;Test*.java,
     * **&#47;*Test.java, **&#47;*Tests.java and **&#47;*TestCase.java.
     */
    @Parameter(property = "surefire.includes")
    private @Nullable List<String> includes;

    /**
     * Patterns of the test classes to leave out; separated by commas on the command line. Default: nested classes,
     * which run as part of the class around them.
     */
    @Parameter(property = "surefire.excludes")
    private @Nullable List<String> excludes;

    /**
     * JUnit tag expressions, TestNG groups or JUnit 4 categories, separated by commas; a test runs if one matches.
     * Default: all tests.
     */
    @Parameter(property = "groups")
    private @Nullable String groups;

    /**
     * JUnit tag expressions, TestNG groups or JUnit 4 categories, separated by commas; a test is left out if one
     * matches. Default: none.
     */
    @Parameter(property = "excludedGroups")
    private @Nullable String excludedGroups;

    /** Whether to run no tests. Default: false. */
    @Parameter(property = "skipTests")
    private @Nullable String skipTests;

    /** Whether to run no tests; Maven does not compile them either. Default: false. */
    @Parameter(property = "maven.test.skip")
    private @Nullable String skip;

    /** Whether to run no tests; the same as skipTests. Default: false. */
    @Parameter(property = "maven.test.skip.exec")
    private @Nullable String skipExec;

    /**
     * Whether the build succeeds although tests failed. A worker that crashed fails it in any case. Default: false.
     */
    @Parameter(property = "maven.test.failure.ignore")
    private @Nullable String testFailureIgnore;

    /** Whether the build fails if there was no test to run. Default: false. */
    @Parameter(property = "failIfNoTests")
    private @Nullable String failIfNoTests;

    /** Whether the build fails if no test matched the parameter test. Default: true. */
    @Parameter(property = "surefire.failIfNoSpecifiedTests")
    private @Nullable String failIfNoSpecifiedTests;

    /**
     * How many worker JVMs run at once: a number, or a multiple of the number of processors, such as 1C or 0.5C. 0
     * counts as 1. Default: 1.
     */
    @Parameter(property = "forkCount")
    private @Nullable String forkCount;

    /** Whether a worker runs one class after another; false for a new JVM for each class. Default: true. */
    @Parameter(property = "reuseForks")
    private @Nullable String reuseForks;

    /**
     * Arguments of the worker JVMs, such as -Xmx1g; @{name} is replaced by the value that the property has when the
     * goal runs. Default: none.
     */
    @Parameter(property = "argLine")
    private @Nullable String argLine;

    /**
     * The java command of the workers, or the directory of its JDK, 17 or later. Default: the JDK toolchain's, else
     * Maven's.
     */
    @Parameter(property = "jvm")
    private @Nullable String jvm;

    /** Whether the assert statement works in the workers. Default: true. */
    @Parameter(property = "enableAssertions")
    private @Nullable String enableAssertions;

    /**
     * The directory in which the workers run, relative to the project's; created if it is missing. Default: the
     * project's directory.
     */
    @Parameter
    private @Nullable String workingDirectory;

    /**
     * System properties of the workers, an element for each. Those on Maven's command line take precedence. Default:
     * none.
     */
    @Parameter
    private @Nullable Map<String, String> systemPropertyVariables;

    /**
     * System properties of the workers in Surefire's old form, a property element with name and value for each;
     * systemPropertyVariables take precedence. Default: none.
     */
    @Parameter
    private @Nullable Map<String, String> systemProperties;

    /**
     * Environment variables of the workers, an element for each, added to those that Maven has itself. Default:
     * none.
     */
    @Parameter
    private @Nullable Map<String, String> environmentVariables;

    /**
     * Settings of the JUnit Platform: the element configurationParameters holds its configuration parameters, name =
     * value, one a line. Default: none.
     */
    @Parameter
    private @Nullable Map<String, String> properties;

    /** Where the compiled test classes are. Default: the project's test output directory. */
    @Parameter
    private @Nullable String testClassesDirectory;

    /** Where the compiled classes are, or the jar that has them. Default: the project's output directory. */
    @Parameter
    private @Nullable String classesDirectory;

    /** Jars and directories at the end of the class path; separated by commas on the command line. Default: none. */
    @Parameter(property = "maven.test.additionalClasspath")
    private @Nullable List<String> additionalClasspathElements;

    /**
     * Dependencies that are left out of the class path: groupId:artifactId with * as a wildcard; separated by commas
     * on the command line. Default: none.
     */
    @Parameter(property = "maven.test.dependency.excludes")
    private @Nullable List<String> classpathDependencyExcludes;

    /** Dependencies of this scope are left out of the class path: compile, runtime, compile+runtime, runtime+system or test. */
    @Parameter
    private @Nullable String classpathDependencyScopeExclude;

    /** Where the XML and text reports go. Default: target/surefire-reports. */
    @Parameter
    private @Nullable String reportsDirectory;

    /** Whether reported stack traces keep only the lines of the test class. Default: false. */
    @Parameter(property = "trimStackTrace")
    private @Nullable String trimStackTrace;

    /**
     * Whether what tests print goes to CLASS-output.txt in the reports directory and not to the console. Default:
     * false.
     */
    @Parameter(property = "maven.test.redirectTestOutputToFile")
    private @Nullable String redirectTestOutputToFile;

    /**
     * After this many failures and errors no further class is started; 0 for no limit. A batch is one class then.
     * Default: 0.
     */
    @Parameter(property = "surefire.skipAfterFailureCount")
    private @Nullable String skipAfterFailureCount;

    /**
     * How often a test that failed is run again at most, in a new worker; one that passes then is reported as flaky.
     * Default: 0.
     */
    @Parameter(property = "surefire.rerunFailingTestsCount")
    private @Nullable String rerunFailingTestsCount;

    /** How many seconds a worker may take to exit when its tests are done; then it is ended. Default: 30. */
    @Parameter(property = "surefire.exitTimeout")
    private @Nullable String forkedProcessExitTimeoutInSeconds;

    /**
     * What the JDK toolchain of the workers must be, an element for each requirement, such as version. Default:
     * the one that the build has chosen.
     */
    @Parameter
    private @Nullable Map<String, String> jdkToolchain;

    /**
     * Environment variables of Maven that the workers do not get; separated by commas on the command line.
     * Default: none.
     */
    @Parameter(property = "surefire.excludedEnvironmentVariables")
    private @Nullable List<String> excludedEnvironmentVariables;

    /** A file with system properties of the workers; systemPropertyVariables take precedence. Default: none. */
    @Parameter(property = "surefire.systemPropertiesFile")
    private @Nullable String systemPropertiesFile;

    /** Whether the workers get what -D sets on the command line. Default: true. */
    @Parameter
    private @Nullable String promoteUserPropertiesToSystemProperties;

    /** Dependencies whose jars come at the end of the class path, written like those of a project. Default: none. */
    @Parameter(property = "maven.test.additionalClasspathDependencies")
    private @Nullable PlexusConfiguration additionalClasspathDependencies;

    /** Whether tests of a Java module run on the module path. Default: true. */
    @Parameter(property = "surefire.useModulePath")
    private @Nullable String useModulePath;

    /** Ids of the engines that run; separated by commas on the command line. Default: all. */
    @Parameter(property = "surefire.includeJUnit5Engines")
    private @Nullable List<String> includeJUnit5Engines;

    /** Ids of engines that do not run; separated by commas on the command line. Default: none. */
    @Parameter(property = "surefire.excludeJUnit5Engines")
    private @Nullable List<String> excludeJUnit5Engines;

    /** What is added to the names of the XML and text reports. Default: nothing. */
    @Parameter(property = "surefire.reportNameSuffix")
    private @Nullable String reportNameSuffix;

    /** Whether the console shows classes and totals. Default: true. */
    @Parameter(property = "surefire.printSummary")
    private @Nullable String printSummary;

    /** Whether there are text reports. Default: true. */
    @Parameter(property = "surefire.useFile")
    private @Nullable String useFile;

    /** Whether there are no XML reports. Default: false. */
    @Parameter(property = "disableXmlReport")
    private @Nullable String disableXmlReport;

    /** Whether the XML reports have what tests printed that passed. Default: true. */
    @Parameter(property = "enableOutErrElements")
    private @Nullable String enableOutErrElements;

    /** Whether the XML reports have the system properties. Default: true. */
    @Parameter(property = "enablePropertiesElement")
    private @Nullable String enablePropertiesElement;

    /**
     * A file with patterns of test classes to run, besides those of includes: one a line, relative to the project's
     * directory; lines that begin with # do not count. Default: none.
     */
    @Parameter(property = "surefire.includesFile")
    private @Nullable String includesFile;

    /** A file with patterns of test classes to leave out, besides those of excludes, like includesFile. Default: none. */
    @Parameter(property = "surefire.excludesFile")
    private @Nullable String excludesFile;

    /** TestNG's suite files, which the JUnit Platform cannot run: setting it is an error. Default: none. */
    @Parameter(property = "surefire.suiteXmlFiles")
    private @Nullable List<String> suiteXmlFiles;

    /** How many flaky tests fail the build; 0 for any number. Default: 0. */
    @Parameter(property = "surefire.failOnFlakeCount")
    private @Nullable String failOnFlakeCount;

    /**
     * How many seconds a worker may run classes; then the class that runs is ended and reported as an error with a thread
     * dump, and the rest runs in a new worker. 0 for no limit but that of each class. Default: 0.
     */
    @Parameter(property = "surefire.timeout")
    private @Nullable String forkedProcessTimeoutInSeconds;

    /**
     * Whether the worker waits for a debugger on port 5005, or the JVM's own arguments for one. There is one worker then,
     * and no time limit. Default: false.
     */
    @Parameter(property = "maven.surefire.debug")
    private @Nullable String debugForkedProcess;

    /** Whether the text reports name tests that passed or were skipped: brief for no, plain for yes. Default: brief. */
    @Parameter(property = "surefire.reportFormat")
    private @Nullable String reportFormat;

    /** The encoding of the text reports. Default: that of project.reporting.outputEncoding, else UTF-8. */
    @Parameter(property = "surefire.encoding")
    private @Nullable String encoding;

    /**
     * Dependencies whose test classes run too: groupId:artifactId, with :type and :classifier where needed and * as a
     * wildcard; separated by commas on the command line. Default: none.
     */
    @Parameter(property = "dependenciesToScan")
    private @Nullable List<String> dependenciesToScan;

    /** Whether the XML reports say when each test began. Default: false. */
    @Parameter(property = "reportTestTimestamp")
    private @Nullable String reportTestTimestamp;

    /** How long a class may run before a warning names it, with a unit: 500ms, 30s, 10m, 2h. Default: 60s. */
    @Parameter(property = "simple.slow")
    private @Nullable String slow;

    /**
     * How long a class may run before its worker is ended, with a unit: 500ms, 30s, 10m, 2h. The class is reported
     * as an error with a thread dump, and the rest runs. Default: 30m.
     */
    @Parameter(property = "simple.timeout")
    private @Nullable String timeout;

    /**
     * When something is ended, the time between SIGTERM and SIGKILL, with a unit: 500ms, 2s, 1m. Default: 2s.
     */
    @Parameter(property = "simple.gracePeriod")
    private @Nullable String gracePeriod;

    /**
     * What is made of processes that tests leave behind, which are ended in any case: report names them, fail fails the
     * build, ignore does nothing. Default: report.
     */
    @Parameter(property = "simple.leaks")
    private @Nullable String leaks;

    /** Whether the machine is watched, and the run steps back and ends before it is in danger. Default: false. */
    @Parameter(property = "simple.selfProtect")
    private @Nullable String selfProtect;

    /** How busy the processors may be, in percent of those of the machine or the control group. Default: 80. */
    @Parameter(property = "simple.cpuLimit")
    private @Nullable String cpuLimit;

    /** How much memory may be in use, in percent of that of the machine or the control group. Default: 90. */
    @Parameter(property = "simple.memLimit")
    private @Nullable String memLimit;

    /** How long cpuLimit must be exceeded, with a unit, at least 1s: 30s, 2m. Default: 30s. */
    @Parameter(property = "simple.cpuWindow")
    private @Nullable String cpuWindow;

    /** How long memLimit or diskLimit must be exceeded, with a unit, at least 1s: 10s, 1m. Default: 10s. */
    @Parameter(property = "simple.memWindow")
    private @Nullable String memWindow;

    /** How much room there must be where the build directory is, with a unit: 200m, 2g. Default: 200m. */
    @Parameter(property = "simple.diskLimit")
    private @Nullable String diskLimit;

    /**
     * How much memory the processes of one class or spec file may use together, with a unit: 512m, 2g. What uses more is
     * ended and reported as an error, and the rest runs. Default: no limit.
     */
    @Parameter(property = "simple.unitMemory")
    private @Nullable String unitMemory;

    /**
     * The profile, which is limits of time, memory and processors, of classes and spec files that choose none: fast,
     * standard, slow, intensive, critical, or one of the parameter profiles. A class chooses one with a JUnit tag, a spec
     * file with a line such as # @Profile slow. Default: none.
     */
    @Parameter(property = "simple.profile")
    private @Nullable String profile;

    /**
     * Profiles, an element for each with its name: the elements timeout, memory and cpus hold its limits, such as 10m, 1g
     * and 2, or none. What is left out is not limited, or as in the built-in profile of that name. Default: the built-in
     * ones.
     */
    @Parameter
    private @Nullable PlexusConfiguration profiles;

    /**
     * In which order classes run: filesystem, which is by name, alphabetical, reversealphabetical, random, hourly,
     * balanced with the longest of the last run first, or failedfirst. Default: filesystem.
     */
    @Parameter(property = "surefire.runOrder")
    private @Nullable String runOrder;

    /** What the run order random comes from, to repeat it; each run says which it was. Default: another each time. */
    @Parameter(property = "surefire.runOrder.random.seed")
    private @Nullable String runOrderRandomSeed;

    /**
     * Which part of the tests runs, such as 2/5 for the second of five, or ci for that of CI_NODE_INDEX and CI_NODE_TOTAL
     * in the environment. Default: all.
     */
    @Parameter(property = "simple.shard")
    private @Nullable String shard;

    /** Whether only those classes and spec files run that failed the last time. Default: false. */
    @Parameter(property = "simple.failed")
    private @Nullable String failed;

    /**
     * The file that keeps how long classes took and whether they failed, relative to the project's directory. Default:
     * history.json among this plugin's reports.
     */
    @Parameter(property = "simple.history")
    private @Nullable String history;

    /** A file that the goal list writes the names to, one a line, relative to the project's directory. Default: none. */
    @Parameter(property = "simple.listFile")
    private @Nullable String listFile;

    /**
     * The file from which an interrupted run is continued, relative to the project's directory. It is deleted when a run
     * is complete. Default: simple-checkpoint.json in the build directory.
     */
    @Parameter(property = "simple.checkpointFile")
    private @Nullable String checkpointFile;

    /**
     * Whether the goal continues an interrupted run instead of starting afresh: mvn verify -Dsimple.resume continues all
     * that a life-cycle runs, between its set-up and its tear-down. Default: false.
     */
    @Parameter(property = "simple.resume")
    private @Nullable String resume;

    /** Whether resuming runs classes with failures and errors again. Default: false. */
    @Parameter(property = "simple.rerunFailed")
    private @Nullable String rerunFailed;

    /**
     * Spec files, each of which a command runs: the elements directory, includes, excludes, command with {file} for the
     * file, workingDirectory, environment, and timeout for one file. On the command line, where they count first:
     * simple.spec.directory, simple.spec.includes, simple.spec.excludes, simple.spec.command,
     * simple.spec.workingDirectory and simple.spec.timeout. Default: none.
     */
    @Parameter
    private @Nullable PlexusConfiguration specs;
}
