package dev.simple.maven;

import dev.simple.checkpoint.EventLog;
import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Selection;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.discovery.SpecFileScanner;
import dev.simple.discovery.TestClassScanner;
import dev.simple.discovery.TestSelection;
import dev.simple.maven.classpath.DependencyExclusions;
import dev.simple.maven.classpath.TestClassPath;
import dev.simple.maven.platform.PlatformClassPath;
import dev.simple.maven.platform.PlatformResolver;
import dev.simple.model.RunResult;
import dev.simple.report.PreviousDurations;
import dev.simple.report.Reports;
import dev.simple.run.ForkNumbers;
import dev.simple.run.RunStoppedException;
import dev.simple.run.TestRun;
import dev.simple.run.WorkerStartException;
import dev.simple.spawn.Janitor;
import dev.simple.spawn.SpawnTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of a project in forked JVMs, the workers, which are gone when it ends, and spec files by a command. The
 * test classes must have been compiled. Where this plugin is not configured, the configuration of maven-surefire-plugin in the POM counts.
 */
@Mojo(
        name = "test",
        defaultPhase = LifecyclePhase.TEST,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public class TestMojo extends TestParameters {

    private final RepositorySystem repositorySystem;
    private final ToolchainManager toolchains;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    @SuppressWarnings("NullAway.Init") // Maven sets the fields after the construction.
    public TestMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        this.repositorySystem = repositorySystem;
        this.toolchains = toolchains;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            run();
        } catch (ConfigurationException | WorkerStartException | RunStoppedException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("The tests could not be run: " + e.getMessage(), e);
        }
    }

    private void run() throws IOException, MojoExecutionException, MojoFailureException {
        GoalConfiguration goal = new GoalConfiguration(session, project, execution);
        goal.check(getLog());
        SettingReader settings = goal.settings();
        if (settings.flag("skip", false) || settings.flag("skipTests", false) || settings.flag("skipExec", false)) {
            getLog().info("Tests are skipped.");
            return;
        }
        ConfigurationReader reader = new ConfigurationReader(settings, session, project, goal.nameBesideOthers());
        Selection chosen = reader.selection();
        TestSelection selection = TestSelection.of(chosen);
        List<String> classNames = TestClassScanner.scan(chosen.testClassesDirectory(), selection);
        SpecFiles specs = reader.specs();
        List<String> specFiles = specs == null ? List.of() : specFiles(specs, classNames, chosen.test());
        if (classNames.isEmpty() && specFiles.isEmpty()) {
            noTests(settings, selection, nothingFound(chosen, specs));
            return;
        }
        SweepLog.write(new Janitor().sweep(), getLog());
        // Its JVM starts while the rest is prepared.
        SpawnTracker tracker = SpawnTracker.open();
        try {
            RunConfiguration configuration = classNames.isEmpty()
                    ? reader.read(chosen, specs, JavaCommand.ofMaven(), List.of(), List.of(), Terminal.of(session))
                    : configuration(reader, settings, chosen, specs);
            reader.notices().forEach(getLog()::warn);
            execute(configuration, tracker, classNames, specFiles, selection, settings);
        } finally {
            close(tracker);
        }
    }

    /** The tests have run: a file that cannot be deleted does not change that. */
    private void close(SpawnTracker tracker) {
        try {
            tracker.close();
        } catch (IOException e) {
            getLog().warn("Temporary files of the run are left behind: " + e);
        }
    }

    private List<String> specFiles(SpecFiles specs, List<String> classNames, @Nullable String test) {
        List<String> files = SpecFileScanner.scan(specs, test);
        SpecSettings.check(specs, files, classNames);
        if (files.isEmpty() && test == null && !classNames.isEmpty()) {
            getLog().warn(noSpecFiles(specs));
        }
        return files;
    }

    private static String nothingFound(Selection chosen, @Nullable SpecFiles specs) {
        if (specs != null) {
            return "No tests to run: there are no test classes. " + noSpecFiles(specs);
        }
        return Files.exists(chosen.testClassesDirectory())
                ? "No tests to run."
                : "No tests to run: " + chosen.testClassesDirectory() + " does not exist. If the project has"
                        + " tests, compile them first: mvn test-compile simple:test";
    }

    private static String noSpecFiles(SpecFiles specs) {
        return "No file in " + specs.directory() + " matches simple.spec.includes, "
                + String.join(", ", specs.includes())
                + (specs.excludes().isEmpty() ? "" : ", without " + String.join(", ", specs.excludes()))
                + ". A pattern starts at that directory: **/*.sh means all directories below.";
    }

    private RunConfiguration configuration(
            ConfigurationReader reader, SettingReader settings, Selection chosen, @Nullable SpecFiles specs) {
        TestClassPath classPath = TestClassPath.of(
                project,
                chosen.testClassesDirectory(),
                reader.classesDirectory(),
                new DependencyExclusions(
                        settings.list("classpathDependencyExcludes"), settings.text("classpathDependencyScopeExclude")),
                settings.list("additionalClasspathElements"));
        PlatformClassPath platform = new PlatformResolver(repositorySystem, session.getRepositorySession(), project)
                .resolve(classPath, execution.getPlugin().getDependencies());
        platform.requireFramework();
        platform.notes().forEach(getLog()::warn);
        List<Path> first = new ArrayList<>(platform.launcherClassPath());
        // Many JVMs can share the classes of jars that come before the directories of the tests.
        List<Path> shared = settings.flag("reuseForks", true) ? List.of() : classPath.frameworkJars();
        shared.stream().filter(jar -> !platform.leftOut().contains(jar)).forEach(first::add);
        List<Path> leftOut = new ArrayList<>(platform.leftOut());
        leftOut.addAll(first);
        Path java = JavaCommand.find(settings.text("jvm"), toolchains, session);
        return reader.read(chosen, specs, java, first, classPath.elements(leftOut), Terminal.of(session));
    }

    private void execute(
            RunConfiguration configuration,
            SpawnTracker tracker,
            List<String> classNames,
            List<String> specFiles,
            TestSelection selection,
            SettingReader settings)
            throws IOException, MojoExecutionException, MojoFailureException {
        PreviousDurations previous =
                PreviousDurations.read(configuration.reporting().ownDirectory());
        if (previous.notice() != null) {
            getLog().warn(previous.notice());
        }
        Reports reports = Reports.of(
                configuration.reporting(),
                configuration.processes().leaks(),
                List.of(new EventLog(configuration.reporting().ownDirectory())),
                new MavenConsole(getLog()),
                configuration.jvm().systemProperties());
        ForkNumbers forkNumbers =
                SessionForkNumbers.of(session, configuration.forking().forkCount());
        RunResult result = new TestRun(configuration, selection.methodRules(), forkNumbers, tracker, reports)
                .execute(classNames, specFiles, previous.byClass());
        new RunVerdict(result, configuration.processes().leaks(), configuration.reporting(), reports.failures())
                .apply(settings.flag("testFailureIgnore", false), getLog());
        if (result.counts().tests() == 0 && result.notRun().isEmpty()) {
            noTests(settings, selection, "No tests were executed.");
        }
    }

    private void noTests(SettingReader settings, TestSelection selection, String message) throws MojoFailureException {
        String specific = selection.specificTests();
        if (specific != null && settings.flag("failIfNoSpecifiedTests", true)) {
            throw new MojoFailureException("No tests matching \"" + specific + "\" were executed. "
                    + "Set -Dsurefire.failIfNoSpecifiedTests=false to let modules without them pass.");
        }
        if (specific == null && settings.flag("failIfNoTests", false)) {
            throw new MojoFailureException(message + " Set -DfailIfNoTests=false to let that pass.");
        }
        getLog().info(message);
    }
}
