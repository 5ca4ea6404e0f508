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
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

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
public class IntegrationTestMojo extends IntegrationTestParameters {

    @Inject
    public IntegrationTestMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains);
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
