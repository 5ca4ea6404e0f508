package dev.simple.maven;

import dev.simple.config.ExecutionMode;
import dev.simple.config.RunConfiguration.JavaModule;
import dev.simple.maven.classpath.DependencyExclusions;
import dev.simple.maven.classpath.ModuleFinder;
import dev.simple.maven.classpath.TestClassPath;
import dev.simple.maven.platform.PlatformClassPath;
import dev.simple.maven.platform.PlatformResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * What the workers are started with.
 *
 * @param java the command
 * @param launcherClassPath the JUnit Platform's jars that the project does not bring itself
 * @param module null if everything is on the class path
 */
record WorkerFiles(
        Path java,
        List<Path> launcherClassPath,
        List<Path> testClassPath,
        @Nullable JavaModule module) {

    /** For a run without test classes, which starts no worker. */
    static final WorkerFiles NONE = new WorkerFiles(JavaCommand.ofMaven(), List.of(), List.of(), null);

    /**
     * Finds and fetches all of it.
     *
     * @param plugin this plugin in the project's POM, which may have dependencies
     */
    static WorkerFiles find(
            FoundTests tests,
            ConfigurationReader reader,
            SettingReader settings,
            MavenSession session,
            MavenProject project,
            Plugin plugin,
            RepositorySystem repositorySystem,
            ToolchainManager toolchains,
            Log log) {
        PlatformResolver resolver = new PlatformResolver(repositorySystem, session.getRepositorySession(), project);
        TestClassPath classPath = TestClassPath.of(
                        project,
                        tests.chosen().testClassesDirectory(),
                        reader.classesDirectory(),
                        new DependencyExclusions(
                                settings.list("classpathDependencyExcludes"),
                                settings.text("classpathDependencyScopeExclude")),
                        settings.list("additionalClasspathElements"))
                .plus(resolver.additionalDependencies(AdditionalDependencies.read(settings)));
        PlatformClassPath platform = resolver.resolve(classPath, plugin.getDependencies());
        platform.requireFramework();
        platform.notes().forEach(log::warn);
        Path java = reader.executionMode() == ExecutionMode.PROCESS
                ? JavaCommand.find(settings.text("jvm"), settings.map("jdkToolchain"), toolchains, session)
                : JavaCommand.OF_IMAGE;
        boolean inModule = settings.flag("useModulePath", true) && ModuleFinder.isModule(classPath);
        List<Path> first = new ArrayList<>(platform.launcherClassPath());
        // Many JVMs can share the classes of jars that come before the directories of the tests.
        List<Path> shared = inModule || settings.flag("reuseForks", true) ? List.of() : classPath.frameworkJars();
        shared.stream().filter(jar -> !platform.leftOut().contains(jar)).forEach(first::add);
        List<Path> leftOut = new ArrayList<>(platform.leftOut());
        leftOut.addAll(first);
        List<Path> rest = classPath.elements(leftOut);
        JavaModule module = inModule
                ? new ModuleFinder(JavaCommand.homeUnlessOfMaven(java))
                        .find(
                                classPath,
                                Stream.concat(rest.stream(), first.stream()).toList(),
                                tests.classNames())
                : null;
        return new WorkerFiles(java, first, rest, module);
    }
}
