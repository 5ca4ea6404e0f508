package dev.simple.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** Those of {@link TestParameters} that have other properties or defaults for integration tests, and those that only they have. */
@SuppressWarnings({"unused", "UnusedVariable"}) // As in the superclass.
abstract class IntegrationTestParameters extends RunMojo {

    /**
     * Tests to run, instead of includes and excludes: names and patterns of classes and spec files, separated by commas, with ! to leave
     * out and # to name methods, such as OrderIT#ships*,!SlowIT. Default: what includes and excludes say.
     */
    @Parameter(property = "it.test")
    private @Nullable String test;

    /**
     * Patterns of the test classes to run; separated by commas on the command line. Default: **&#47;IT*.java,
     * **&#47;*IT.java and **&#47;*ITCase.java.
     */
    @Parameter(property = "failsafe.includes")
    private @Nullable List<String> includes;

    /**
     * Patterns of the test classes to leave out; separated by commas on the command line. Default: nested classes,
     * which run as part of the class around them.
     */
    @Parameter(property = "failsafe.excludes")
    private @Nullable List<String> excludes;

    /** Whether to run no integration tests. Default: false. */
    @Parameter(property = "skipITs")
    private @Nullable String skipITs;

    /** Whether the build fails if no test matched the parameter test. Default: true. */
    @Parameter(property = "failsafe.failIfNoSpecifiedTests")
    private @Nullable String failIfNoSpecifiedTests;

    /** The older name of failIfNoSpecifiedTests. Default: true. */
    @Parameter(property = "it.failIfNoSpecifiedTests")
    private @Nullable String failIfNoSpecifiedTestsDeprecated;

    /**
     * Where the compiled classes are, or the jar that has them. Default: the jar that the project has been packaged into,
     * else the project's output directory.
     */
    @Parameter
    private @Nullable String classesDirectory;

    /** Where the XML and text reports go. Default: target/failsafe-reports. */
    @Parameter
    private @Nullable String reportsDirectory;

    /**
     * The file in which the goal verify finds the result, relative to the project's directory. Executions that share it add
     * up. Default: target/failsafe-reports/failsafe-summary.xml.
     */
    @Parameter
    private @Nullable String summaryFile;

    /**
     * After this many failures and errors no further class is started; 0 for no limit. A batch is one class then.
     * Default: 0.
     */
    @Parameter(property = "failsafe.skipAfterFailureCount")
    private @Nullable String skipAfterFailureCount;

    /**
     * How often a test that failed is run again at most, in a new worker; one that passes then is reported as flaky.
     * Default: 0.
     */
    @Parameter(property = "failsafe.rerunFailingTestsCount")
    private @Nullable String rerunFailingTestsCount;

    /** How many seconds a worker may take to exit when its tests are done; then it is ended. Default: 30. */
    @Parameter(property = "failsafe.exitTimeout")
    private @Nullable String forkedProcessExitTimeoutInSeconds;

    /**
     * Environment variables of Maven that the workers do not get; separated by commas on the command line.
     * Default: none.
     */
    @Parameter(property = "failsafe.excludedEnvironmentVariables")
    private @Nullable List<String> excludedEnvironmentVariables;

    /** A file with system properties of the workers; systemPropertyVariables take precedence. Default: none. */
    @Parameter(property = "failsafe.systemPropertiesFile")
    private @Nullable String systemPropertiesFile;

    /** Whether tests of a Java module run on the module path. Default: true. */
    @Parameter(property = "failsafe.useModulePath")
    private @Nullable String useModulePath;

    /** Ids of the engines that run; separated by commas on the command line. Default: all. */
    @Parameter(property = "failsafe.includeJUnit5Engines")
    private @Nullable List<String> includeJUnit5Engines;

    /** Ids of engines that do not run; separated by commas on the command line. Default: none. */
    @Parameter(property = "failsafe.excludeJUnit5Engines")
    private @Nullable List<String> excludeJUnit5Engines;

    /** Whether the console shows classes and totals. Default: true. */
    @Parameter(property = "failsafe.printSummary")
    private @Nullable String printSummary;

    /** Whether there are text reports. Default: true. */
    @Parameter(property = "failsafe.useFile")
    private @Nullable String useFile;

    /**
     * In which order classes run: filesystem, which is by name, alphabetical, reversealphabetical, random, hourly,
     * balanced with the longest of the last run first, or failedfirst. Default: filesystem.
     */
    @Parameter(property = "failsafe.runOrder")
    private @Nullable String runOrder;

    /** What the run order random comes from, to repeat it; each run says which it was. Default: another each time. */
    @Parameter(property = "failsafe.runOrder.random.seed")
    private @Nullable String runOrderRandomSeed;

    /**
     * A file with patterns of test classes to run, besides those of includes: one a line, relative to the project's
     * directory; lines that begin with # do not count. Default: none.
     */
    @Parameter(property = "failsafe.includesFile")
    private @Nullable String includesFile;

    /** A file with patterns of test classes to leave out, besides those of excludes, like includesFile. Default: none. */
    @Parameter(property = "failsafe.excludesFile")
    private @Nullable String excludesFile;

    /** TestNG's suite files, which the JUnit Platform cannot run: setting it is an error. Default: none. */
    @Parameter(property = "failsafe.suiteXmlFiles")
    private @Nullable List<String> suiteXmlFiles;

    /** How many flaky tests fail the build; 0 for any number. Default: 0. */
    @Parameter(property = "failsafe.failOnFlakeCount")
    private @Nullable String failOnFlakeCount;

    /**
     * How many seconds a worker may run classes; then the class that runs is ended and reported as an error with a thread
     * dump, and the rest runs in a new worker. 0 for no limit but that of each class. Default: 0.
     */
    @Parameter(property = "failsafe.timeout")
    private @Nullable String forkedProcessTimeoutInSeconds;

    /**
     * Whether the worker waits for a debugger on port 5005, or the JVM's own arguments for one. There is one worker then,
     * and no time limit. Default: false.
     */
    @Parameter(property = "maven.failsafe.debug")
    private @Nullable String debugForkedProcess;

    /** Whether the text reports name tests that passed or were skipped: brief for no, plain for yes. Default: brief. */
    @Parameter(property = "failsafe.reportFormat")
    private @Nullable String reportFormat;

    /** The encoding of the text reports. Default: that of project.reporting.outputEncoding, else UTF-8. */
    @Parameter(property = "encoding")
    private @Nullable String encoding;

    IntegrationTestParameters(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains, TestKind.INTEGRATION);
    }
}
