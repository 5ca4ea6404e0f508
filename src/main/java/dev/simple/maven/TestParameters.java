package dev.simple.maven;

import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the goals that run tests, as Maven's help, IDEs and the plugin descriptor know them. Their values are
 * read by {@link SettingReader}: an injected value does not tell where it was set, and that decides whether Surefire's
 * configuration comes before it.
 */
@SuppressWarnings({"unused", "UnusedVariable"})
abstract class TestParameters extends AbstractMojo {

    /**
     * Tests to run, instead of includes and excludes: class names and patterns, separated by commas, with
     * ! to exclude and # to name methods, such as FooTest#adds*,!SlowTest.
     */
    @Parameter(property = "test")
    private @Nullable String test;

    /**
     * Patterns of the test classes to run. Default: **&#47;Test*.java, **&#47;*Test.java, **&#47;*Tests.java and
     * **&#47;*TestCase.java.
     */
    @Parameter(property = "surefire.includes")
    private @Nullable List<String> includes;

    /** Patterns of the test classes to leave out. Default: nested classes. */
    @Parameter(property = "surefire.excludes")
    private @Nullable List<String> excludes;

    /** JUnit tag expressions, TestNG groups or JUnit 4 categories, separated by commas; a test runs if one matches. */
    @Parameter(property = "groups")
    private @Nullable String groups;

    /** Tag expressions, separated by commas; a test is left out if one matches. */
    @Parameter(property = "excludedGroups")
    private @Nullable String excludedGroups;

    /** Whether to run no tests. */
    @Parameter(property = "skipTests")
    private @Nullable String skipTests;

    /** Whether to neither compile nor run tests. */
    @Parameter(property = "maven.test.skip")
    private @Nullable String skip;

    /** Whether to run no tests; the same as skipTests. */
    @Parameter(property = "maven.test.skip.exec")
    private @Nullable String skipExec;

    /** Whether failed tests leave the build successful. A worker that crashed fails it anyway. */
    @Parameter(property = "maven.test.failure.ignore")
    private @Nullable String testFailureIgnore;

    /** Whether the build fails if there is no test. */
    @Parameter(property = "failIfNoTests")
    private @Nullable String failIfNoTests;

    /** Whether the build fails if test matches nothing. Default: true. */
    @Parameter(property = "surefire.failIfNoSpecifiedTests")
    private @Nullable String failIfNoSpecifiedTests;

    /** How many worker JVMs run at once; 1.5C is one and a half for each processor. Default: 1. */
    @Parameter(property = "forkCount")
    private @Nullable String forkCount;

    /** Whether a worker runs one class after another; false for a JVM per class. Default: true. */
    @Parameter(property = "reuseForks")
    private @Nullable String reuseForks;

    /** Arguments of the worker JVMs; @{name} is replaced by the project's property at run time. */
    @Parameter(property = "argLine")
    private @Nullable String argLine;

    /** The java command of the workers. Default: the toolchain's, else that of Maven. */
    @Parameter(property = "jvm")
    private @Nullable String jvm;

    /** Whether assertions are enabled in the workers. Default: true. */
    @Parameter(property = "enableAssertions")
    private @Nullable String enableAssertions;

    /** The directory in which the workers run. Default: the project's directory. */
    @Parameter
    private @Nullable String workingDirectory;

    /** System properties of the workers. */
    @Parameter
    private @Nullable Map<String, String> systemPropertyVariables;

    /** System properties of the workers in Surefire's old form; systemPropertyVariables come after them. */
    @Parameter
    private @Nullable Map<String, String> systemProperties;

    /** Environment variables of the workers, besides those of Maven. */
    @Parameter
    private @Nullable Map<String, String> environmentVariables;

    /** For the JUnit Platform: configurationParameters holds its configuration parameters, one a line. */
    @Parameter
    private @Nullable Map<String, String> properties;

    /** Where the compiled test classes are. Default: the project's test output directory. */
    @Parameter
    private @Nullable String testClassesDirectory;

    /** Where the compiled classes are, or their jar. Default: the project's output directory. */
    @Parameter
    private @Nullable String classesDirectory;

    /** Further elements at the end of the class path. */
    @Parameter(property = "maven.test.additionalClasspath")
    private @Nullable List<String> additionalClasspathElements;

    /** Dependencies that are left out of the class path: groupId:artifactId, with wildcards. */
    @Parameter(property = "maven.test.dependency.excludes")
    private @Nullable List<String> classpathDependencyExcludes;

    /** Where the XML and text reports go. Default: target/surefire-reports. */
    @Parameter
    private @Nullable String reportsDirectory;

    /** Whether reported stack traces keep only the lines of the test class. */
    @Parameter(property = "trimStackTrace")
    private @Nullable String trimStackTrace;

    /** Whether output of tests goes to CLASS-output.txt and not to the console. */
    @Parameter(property = "maven.test.redirectTestOutputToFile")
    private @Nullable String redirectTestOutputToFile;

    /** After this many failures and errors no further class is started; 0 for no limit. */
    @Parameter(property = "surefire.skipAfterFailureCount")
    private @Nullable String skipAfterFailureCount;

    /** How often failed tests are run again, in a new worker. */
    @Parameter(property = "surefire.rerunFailingTestsCount")
    private @Nullable String rerunFailingTestsCount;

    /** How long a worker may take to exit when its tests are done, in seconds. Default: 30. */
    @Parameter(property = "surefire.exitTimeout")
    private @Nullable String forkedProcessExitTimeoutInSeconds;

    /** A class that runs longer is named in a warning; 500ms, 30s, 10m. Default: 60s. */
    @Parameter(property = "simple.slow")
    private @Nullable String slow;

    /** A class that runs longer is ended, with a thread dump; the rest runs. Default: 30m. */
    @Parameter(property = "simple.timeout")
    private @Nullable String timeout;
}
