package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.model.RunResult;
import dev.simple.run.RunStoppedException;
import dev.simple.run.WorkerStartException;
import java.io.IOException;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** What the goals that run tests have in common: all but which tests they are, and what becomes of the verdict. */
abstract class RunMojo extends TestParameters {

    /** What a goal does, and what may come of it. */
    private interface Step {
        void take() throws IOException, MojoExecutionException, MojoFailureException;
    }

    private final RepositorySystem repositorySystem;
    private final ToolchainManager toolchains;
    private final TestKind kind;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @SuppressWarnings("NullAway.Init") // Maven sets the fields after the construction.
    RunMojo(RepositorySystem repositorySystem, ToolchainManager toolchains, TestKind kind) {
        this.repositorySystem = repositorySystem;
        this.toolchains = toolchains;
        this.kind = kind;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        GoalConfiguration goal = new GoalConfiguration(session, project, execution, kind);
        List<GoalConfiguration> runs = goal.runs();
        if (!isTaken(() -> goal.check(getLog()), runs.get(0))) {
            return;
        }
        for (GoalConfiguration run : runs) {
            isTaken(() -> run(run), run);
        }
        end();
    }

    private void run(GoalConfiguration goal) throws IOException, MojoExecutionException, MojoFailureException {
        SettingReader settings = goal.settings();
        if (isSkipped(settings, kind)) {
            getLog().info("Tests are skipped.");
            return;
        }
        prepare(goal);
        new ModuleRun(session, project, execution, repositorySystem, toolchains, getLog(), kind, goal)
                .execute(
                        task(settings.flag(TestKind.RESUME, false)), (result, verdict) -> judge(goal, result, verdict));
    }

    static boolean isSkipped(SettingReader settings, TestKind kind) {
        return settings.flag("skip", false)
                || settings.flag("skipTests", false)
                || settings.flag("skipExec", false)
                || (kind == TestKind.INTEGRATION && settings.flag("skipITs", false));
    }

    /** Takes a step; whether nothing went wrong, or nothing that has to end the goal now. */
    private boolean isTaken(Step step, GoalConfiguration goal) throws MojoExecutionException, MojoFailureException {
        try {
            step.take();
            return true;
        } catch (ResourceShutdownException e) {
            ShutdownExitCode.set(session);
            fail(goal, e);
        } catch (MojoExecutionException | MojoFailureException e) {
            fail(goal, e);
        } catch (ConfigurationException | WorkerStartException | RunStoppedException e) {
            fail(goal, new MojoExecutionException(e.getMessage(), e));
        } catch (IOException e) {
            fail(goal, new MojoExecutionException("The tests could not be run: " + e.getMessage(), e));
        }
        return false;
    }

    MavenSession session() {
        return session;
    }

    MavenProject project() {
        return project;
    }

    /**
     * What the goal does with the tests.
     *
     * @param resumes what the setting {@code simple.resume} says
     */
    abstract Task task(boolean resumes);

    /** Called before the run, unless it is skipped. */
    abstract void prepare(GoalConfiguration goal) throws IOException;

    /** Called after all runs, unless the build has failed. */
    abstract void end() throws MojoFailureException;

    /** Makes of the verdict on a run what the goal is to make of it. */
    abstract void judge(GoalConfiguration goal, RunResult result, RunVerdict verdict)
            throws MojoExecutionException, MojoFailureException;

    /** Fails the build because of this exception, or sees to it that it fails later. */
    abstract void fail(GoalConfiguration goal, AbstractMojoExecutionException e)
            throws MojoExecutionException, MojoFailureException;
}
