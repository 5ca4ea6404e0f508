package dev.simple.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Runs the tests of a project in forked JVMs, the workers, which are gone when it ends, and spec files by a command. The
 * test classes must have been compiled. Where this plugin is not configured, the configuration of maven-surefire-plugin in
 * the POM counts.
 */
@Mojo(
        name = "test",
        defaultPhase = LifecyclePhase.TEST,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public class TestMojo extends UnitTestMojo {

    @Inject
    public TestMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains, Task.RUN);
    }

    @Override
    final void end() {}
}
