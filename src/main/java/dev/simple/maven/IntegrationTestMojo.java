package dev.simple.maven;

import dev.simple.model.Counts;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Runs the integration tests of a project, as the goal test does its unit tests, and leaves the verdict to the goal verify:
 * what was set up in the phase pre-integration-test is torn down before the build fails. Where this plugin is not
 * configured, the configuration of maven-failsafe-plugin in the POM counts.
 */
@Mojo(
        name = "integration-test",
        defaultPhase = LifecyclePhase.INTEGRATION_TEST,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
@SuppressWarnings({"unused", "UnusedVariable"}) // Parameters, as in the superclass.
public class IntegrationTestMojo extends RunMojo {

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

    @Inject
    public IntegrationTestMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains, TestKind.INTEGRATION);
    }

    @Override
    final Task task(boolean resumes) {
        return resumes ? Task.RESUME : Task.RUN;
    }

    @Override
    final void prepare(GoalConfiguration goal) throws IOException {
        summary(goal).begin(BuildState.of(session()));
    }

    @Override
    final void end() {}

    @Override
    final void judge(GoalConfiguration goal, RunResult result, RunVerdict verdict)
            throws MojoExecutionException, MojoFailureException {
        List<String> failures = new ArrayList<>();
        try {
            verdict.judge(true, failures::add);
        } catch (ResourceShutdownException e) {
            ShutdownExitCode.set(session());
            keep(goal, result.counts(), e);
            return;
        } catch (MojoExecutionException | MojoFailureException e) {
            keep(goal, result.counts(), e);
            return;
        }
        if (failures.isEmpty()) {
            summary(goal).add(result.counts(), null);
        } else {
            String message = String.join("\n", failures);
            summary(goal).add(result.counts(), new KeptVerdict(KeptVerdict.Reason.TEST_FAILURES, message));
            getLog().error(message);
            if (!goal.isVerifiedLater()) {
                getLog().warn(
                                "Nothing will fail the build because of that: the goal verify is bound to no phase. Bind it"
                                        + " as well, beside integration-test.");
            }
        }
    }

    @Override
    final void fail(GoalConfiguration goal, AbstractMojoExecutionException e)
            throws MojoExecutionException, MojoFailureException {
        keep(goal, Counts.NONE, e);
    }

    /** What must not go unnoticed fails the build here if the goal verify does not. */
    private void keep(GoalConfiguration goal, Counts counts, AbstractMojoExecutionException e)
            throws MojoExecutionException, MojoFailureException {
        if (!goal.isVerifiedLater()) {
            KeptVerdict.rethrow(e);
        }
        summary(goal).add(counts, KeptVerdict.of(e));
        getLog().error(e.getMessage());
        getLog().info("The build goes on to tear down what was set up, and fails in the goal verify.");
    }

    private IntegrationSummary summary(GoalConfiguration goal) {
        return new IntegrationSummary(project(), goal.settings());
    }
}
