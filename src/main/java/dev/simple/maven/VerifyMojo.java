package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.model.Counts;
import dev.simple.report.FailsafeSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Fails the build if the integration tests say so, when the phase post-integration-test is over. It reads what the goal
 * integration-test has left in its summary file. After a resource shutdown, Maven exits with 42 here.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings({"unused", "UnusedVariable"}) // Parameters, read by SettingReader.
public class VerifyMojo extends AbstractMojo {

    /** Whether to judge nothing; the same as skipITs. Default: false. */
    @Parameter(property = "skipTests")
    private @Nullable String skipTests;

    /** Whether to judge nothing, because no integration tests ran. Default: false. */
    @Parameter(property = "skipITs")
    private @Nullable String skipITs;

    /** Whether to judge nothing; Maven does not compile tests either. Default: false. */
    @Parameter(property = "maven.test.skip")
    private @Nullable String skip;

    /** Whether to judge nothing; the same as skipTests. Default: false. */
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

    /** The build fails if this many tests or more were flaky; 0 for no limit. Default: 0. */
    @Parameter(property = "failsafe.failOnFlakeCount")
    private @Nullable String failOnFlakeCount;

    /**
     * The file with the result, relative to the project's directory. Default: target/failsafe-reports/failsafe-summary.xml.
     */
    @Parameter
    private @Nullable String summaryFile;

    /** Further files with results, which must exist. Default: none. */
    @Parameter
    private @Nullable List<String> summaryFiles;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @SuppressWarnings("NullAway.Init") // Maven sets the fields after the construction.
    public VerifyMojo() {}

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            GoalConfiguration goal = new GoalConfiguration(session, project, execution, TestKind.INTEGRATION);
            goal.check(getLog());
            for (GoalConfiguration run : goal.runs()) {
                verify(run.settings());
            }
        } catch (ResourceShutdownException e) {
            ShutdownExitCode.set(session);
            throw e;
        } catch (ConfigurationException | IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private void verify(SettingReader settings) throws IOException, MojoExecutionException, MojoFailureException {
        if (RunMojo.isSkipped(settings, TestKind.INTEGRATION)) {
            getLog().info("Tests are skipped.");
            return;
        }
        Counts counts = Counts.NONE;
        KeptVerdict verdict = null;
        Set<Path> files = files(settings);
        for (Path file : files) {
            FailsafeSummary summary = FailsafeSummary.read(file);
            counts = counts.plus(summary.counts());
            KeptVerdict kept = kept(summary);
            verdict = KeptVerdict.graver(verdict, kept);
        }
        if (files.isEmpty()) {
            getLog().info("No tests to run.");
        }
        if (verdict == null && counts.tests() == 0 && settings.flag("failIfNoTests", false)) {
            throw new MojoFailureException("No tests were executed. Set -DfailIfNoTests=false to let that pass.");
        }
        if (verdict != null) {
            judge(verdict, settings.flag("testFailureIgnore", false));
        }
        int flakes = settings.number("failOnFlakeCount", 0);
        if (flakes > 0 && counts.flaky() >= flakes) {
            throw new MojoFailureException("There are " + counts.flaky() + " flaky tests, and failOnFlakeCount allows"
                    + " fewer than " + flakes + ".");
        }
    }

    private void judge(KeptVerdict verdict, boolean ignoreFailures)
            throws MojoExecutionException, MojoFailureException {
        if (ignoreFailures && verdict.reason() == KeptVerdict.Reason.TEST_FAILURES) {
            getLog().error(verdict.message());
        } else {
            verdict.fail();
        }
    }

    private static @Nullable KeptVerdict kept(FailsafeSummary summary) {
        String failure = summary.failure();
        if (failure != null) {
            return KeptVerdict.parse(failure);
        }
        // Failsafe itself leaves no message for these.
        String reason = summary.timeout()
                ? "There was a timeout in the integration tests."
                : "There are test failures: " + summary.counts().failures() + " failures and "
                        + summary.counts().errors() + " errors in "
                        + summary.counts().tests() + " tests.";
        return summary.timeout() || summary.counts().problems() > 0
                ? new KeptVerdict(KeptVerdict.Reason.TEST_FAILURES, reason)
                : null;
    }

    private Set<Path> files(SettingReader settings) {
        Path directory = project.getBasedir().toPath();
        Set<Path> files = new LinkedHashSet<>();
        Stream.of(new IntegrationSummary(project, settings).file())
                .filter(Files::isRegularFile)
                .forEach(files::add);
        for (String further : settings.list("summaryFiles")) {
            Path file = directory.resolve(further).normalize();
            if (!Files.isRegularFile(file)) {
                throw new ConfigurationException(
                        "There is no file %s, which summaryFiles names. Run the integration tests that write it first, or leave it out."
                                .formatted(file));
            }
            files.add(file);
        }
        return files;
    }
}
