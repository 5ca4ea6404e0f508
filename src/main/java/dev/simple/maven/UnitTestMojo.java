package dev.simple.maven;

import dev.simple.model.RunResult;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** The goals for unit tests: their verdict is that of the build, at once. */
abstract class UnitTestMojo extends RunMojo {

    private final Task task;

    UnitTestMojo(RepositorySystem repositorySystem, ToolchainManager toolchains, Task task) {
        super(repositorySystem, toolchains, TestKind.UNIT);
        this.task = task;
    }

    @Override
    final Task task(boolean resumes) {
        return task == Task.RUN && resumes ? Task.RESUME : task;
    }

    @Override
    final void prepare(GoalConfiguration goal) {}

    @Override
    final void judge(GoalConfiguration goal, RunResult result, RunVerdict verdict)
            throws MojoExecutionException, MojoFailureException {
        verdict.apply(goal.settings().flag("testFailureIgnore", false), getLog());
    }

    @Override
    final void fail(GoalConfiguration goal, AbstractMojoExecutionException e)
            throws MojoExecutionException, MojoFailureException {
        KeptVerdict.rethrow(e);
    }
}
