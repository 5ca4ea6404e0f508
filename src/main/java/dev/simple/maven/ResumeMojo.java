package dev.simple.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Continues a run of the goal test that was interrupted, by whatever it was: runs what has no valid result yet, and reports
 * the whole as if it had been one run. A result is valid while the class, its class path and the settings that matter are
 * the same. In a build of several modules it runs nothing of those that were done, the rest of the one that was
 * interrupted, and all of those that were not reached. Without anything to resume it runs everything, and says so. The
 * tests are compiled first, since a module that was not reached may have none yet. Integration tests are continued within
 * the life-cycle, with -Dsimple.resume.
 */
@Execute(phase = LifecyclePhase.TEST_COMPILE)
@Mojo(name = "resume", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class ResumeMojo extends UnitTestMojo {

    @Inject
    public ResumeMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains, Task.RESUME);
    }

    /** A run that does nothing for the integration tests must not look as if all were done. */
    @Override
    final void end() throws MojoFailureException {
        if (new Reactor(session()).hasInterruptedIntegrationTests(project())) {
            throw new MojoFailureException(
                    "The integration tests of this module were interrupted, and simple:resume cannot"
                            + " set up what they need. Continue them with: mvn verify -Dsimple.resume");
        }
    }
}
