package dev.simple.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Lists what the goal test would run, in its order, and runs none of it: with the same settings, and with how long each
 * took the last time and its profile. The tests are compiled first.
 */
@Execute(phase = LifecyclePhase.TEST_COMPILE)
@Mojo(name = "list", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public class ListMojo extends UnitTestMojo {

    @Inject
    public ListMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains, Task.LIST);
    }

    @Override
    final void end() {}
}
