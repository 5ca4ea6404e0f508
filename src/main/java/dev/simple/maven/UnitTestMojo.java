package dev.simple.maven;

import dev.simple.model.RunResult;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** The goals that run unit tests: their verdict is that of the build, at once. */
abstract class UnitTestMojo extends RunMojo {

    private final boolean resumes;

    UnitTestMojo(RepositorySystem repositorySystem, ToolchainManager toolchains, boolean resumes) {
        super(repositorySystem, toolchains, TestKind.UNIT);
        this.resumes = resumes;
    }

    @Override
    final boolean resumes(boolean asked) {
        return resumes || asked;
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
