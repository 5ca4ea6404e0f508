package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.run.RunStoppedException;
import dev.simple.run.WorkerStartException;
import java.io.IOException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** What the goals that run tests have in common: all but where they begin. */
abstract class RunMojo extends TestParameters {

    private final RepositorySystem repositorySystem;
    private final ToolchainManager toolchains;
    private final Task task;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @SuppressWarnings("NullAway.Init") // Maven sets the fields after the construction.
    RunMojo(RepositorySystem repositorySystem, ToolchainManager toolchains, Task task) {
        this.repositorySystem = repositorySystem;
        this.toolchains = toolchains;
        this.task = task;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            GoalConfiguration goal = new GoalConfiguration(session, project, execution);
            goal.check(getLog());
            for (GoalConfiguration each : goal.runs()) {
                new ModuleRun(session, project, execution, repositorySystem, toolchains, getLog(), each).execute(task);
            }
        } catch (ResourceShutdownException e) {
            if (BuildState.of(session).claim("exit code")) {
                ShutdownExitCode.set();
            }
            throw e;
        } catch (ConfigurationException | WorkerStartException | RunStoppedException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("The tests could not be run: " + e.getMessage(), e);
        }
    }
}
