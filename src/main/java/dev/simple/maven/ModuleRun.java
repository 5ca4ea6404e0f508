package dev.simple.maven;

import dev.simple.checkpoint.CheckpointFile;
import dev.simple.checkpoint.CheckpointKeeper;
import dev.simple.checkpoint.EarlierRun;
import dev.simple.checkpoint.EventLog;
import dev.simple.checkpoint.Fingerprints;
import dev.simple.checkpoint.ResumePlan;
import dev.simple.checkpoint.RunLock;
import dev.simple.config.Capacity;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.config.UnitLimits;
import dev.simple.discovery.TestSelection;
import dev.simple.guard.SharedGuard;
import dev.simple.guard.oshi.OshiProbe;
import dev.simple.model.EarlierResults;
import dev.simple.model.RunEnd;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.model.RunResult;
import dev.simple.report.Reports;
import dev.simple.run.EasingTurn;
import dev.simple.run.RunPlan;
import dev.simple.run.RunShare;
import dev.simple.run.RunStoppedException;
import dev.simple.run.TestRun;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.docker.ContainerEngine;
import dev.simple.spawn.docker.ContainerSpawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** One run in one module: from the settings to the verdict. */
final class ModuleRun {

    /** Decides what becomes of the verdict on a run. */
    interface Judge {
        void judge(RunResult result, RunVerdict verdict) throws MojoExecutionException, MojoFailureException;
    }

    private final MavenSession session;
    private final MavenProject project;
    private final MojoExecution execution;
    private final RepositorySystem repositorySystem;
    private final ToolchainManager toolchains;
    private final Log log;
    private final TestKind kind;
    private final SettingReader settings;
    private final ConfigurationReader reader;
    private final @Nullable String executionName;
    /** Other runs of the build may be interrupted when this one is complete. */
    private final boolean keepsCheckpoint;

    private final Reactor reactor;

    ModuleRun(
            MavenSession session,
            MavenProject project,
            MojoExecution execution,
            RepositorySystem repositorySystem,
            ToolchainManager toolchains,
            Log log,
            TestKind kind,
            GoalConfiguration goal) {
        this.session = session;
        this.project = project;
        this.execution = execution;
        this.repositorySystem = repositorySystem;
        this.toolchains = toolchains;
        this.log = log;
        this.kind = kind;
        this.settings = goal.settings();
        this.executionName = goal.name();
        this.reactor = new Reactor(session);
        this.keepsCheckpoint = reactor.hasSeveralModules() || goal.isOneOfSeveral();
        this.reader = new ConfigurationReader(settings, session, project, kind, executionName);
    }

    void execute(Task task, Judge judge) throws IOException, MojoExecutionException, MojoFailureException {
        FoundTests tests = FoundTests.of(reader, log);
        if (tests.all().isEmpty()) {
            tests.miss(tests.nothingFound(project.getTestCompileSourceRoots()), settings, kind, log);
            return;
        }
        TestChoice choice = new TestChoice(settings, kind, reader.historyFile(), System.getenv(), log);
        tests = choice.of(tests);
        if (task == Task.LIST) {
            list(tests, choice);
            return;
        }
        if (tests.all().isEmpty()) {
            log.info("No tests run in this module.");
            return;
        }
        String shutdown = BuildState.of(session).shutdown();
        if (shutdown != null) {
            throw new ResourceShutdownException("No tests are started in this module. " + shutdown);
        }
        RunLock lock = RunLock.acquire(reader.ownDirectory());
        try (TrackerOpening opening = new TrackerOpening(log)) {
            RunConfiguration configuration = configuration(tests);
            reader.notices().forEach(log::warn);
            if (!tests.classNames().isEmpty()) {
                WorkerLog.write(configuration.jvm(), log);
            }
            SpawnTracker tracker = opening.await();
            String untracked = new EngineForTests(
                            new ContainerSettings(settings), reader.executionMode(), environmentOfTests())
                    .serve(tracker::serve);
            if (untracked != null && EngineForTests.isUsedBy(configuration.jvm().testClassPath())) {
                log.warn("Containers that tests start are not tracked: " + untracked);
            }
            try (ContainerSpawner containers = containers(configuration, tracker)) {
                run(configuration, tracker, containers, tests, choice, task == Task.RESUME, judge);
            }
        } finally {
            lock.close();
        }
    }

    private void list(FoundTests tests, TestChoice choice) throws IOException {
        TestList list = new TestList(tests.all(), choice.history().durations(), limits(configuration(tests), tests));
        list.print(log);
        Path file = reader.listFile();
        if (file != null) {
            list.write(file);
        }
    }

    /** Of Maven's own: the engine that tests would find there is the one to be tracked. */
    private Map<String, String> environmentOfTests() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(settings.list("excludedEnvironmentVariables"));
        return environment;
    }

    private RunConfiguration configuration(FoundTests tests) {
        WorkerFiles files = tests.classNames().isEmpty()
                ? WorkerFiles.NONE
                : WorkerFiles.find(
                        tests,
                        reader,
                        settings,
                        session,
                        project,
                        execution.getPlugin(),
                        repositorySystem,
                        toolchains,
                        log);
        return reader.read(tests.chosen(), tests.specs(), files, Terminal.of(session));
    }

    private void run(
            RunConfiguration configuration,
            SpawnTracker tracker,
            @Nullable ContainerSpawner containers,
            FoundTests tests,
            TestChoice choice,
            boolean resumes,
            Judge judge)
            throws IOException, MojoExecutionException, MojoFailureException {
        Reporting reporting = configuration.reporting();
        CheckpointFile file = new CheckpointFile(reporting.checkpointFile());
        EarlierRun earlier = resumes ? earlierRun(file, reporting) : null;
        RunIdentity identity = identity(configuration, resumes, earlier);
        Future<RunInputs> inputs = inputs(configuration, containers, tests);
        List<String> units = tests.all();
        ResumePlan resumed = earlier == null || isOlder(earlier, identity)
                ? null
                : new Resumption(earlier, reporting, identity, kind, log)
                        .plan(TestRun.await(inputs), units, settings.flag("rerunFailed", false));
        if (!resumes && file.exists()) {
            log.warn("The checkpoint of an interrupted run is replaced: simple:" + kind.goal() + " starts afresh. "
                    + (kind == TestKind.UNIT ? "simple:resume" : "-Dsimple.resume") + " would have continued it.");
        }
        Map<String, UnitLimits> limits = limits(configuration, tests);
        CheckpointKeeper checkpoint = new CheckpointKeeper(file, keepsCheckpoint, log::warn);
        Reports reports = Reports.of(
                reporting,
                configuration.processes().leaks(),
                List.of(checkpoint, new EventLog(reporting.ownDirectory()), choice.historyFile(tests)),
                new MavenConsole(log),
                configuration.jvm().systemProperties(),
                unit -> limits.getOrDefault(unit, UnitLimits.NONE).profile());
        Set<String> outstanding = new HashSet<>(resumed == null ? units : resumed.outstanding());
        RunPlan plan = new RunPlan(
                identity,
                tests.classNames().stream().filter(outstanding::contains).toList(),
                tests.specFiles().stream().filter(outstanding::contains).toList(),
                inputs,
                resumed == null ? EarlierResults.NONE : resumed.kept(),
                choice.history().durations(),
                choice.history().peakMemory(),
                limits);
        Progress progress = new Progress(
                units.size(),
                tests.specFiles().isEmpty() ? "test classes" : "test classes and spec files",
                ResumeCommand.of(session, project, execution.getPlugin(), kind));
        RunResult result =
                execute(configuration, tracker, containers, tests.selection(), plan, reports, checkpoint, progress);
        if (result.end() == RunEnd.RESOURCE_SHUTDOWN) {
            BuildState.of(session)
                    .shutDown(
                            String.valueOf(result.stopReason()),
                            "The build ends because of a resource shutdown in " + project.getArtifactId() + ": "
                                    + result.stopReason() + ". Continue with: " + progress.resume());
        }
        judge.judge(
                result,
                new RunVerdict(
                        result,
                        configuration.processes().leaks(),
                        configuration.forking().failOnFlakeCount(),
                        reporting,
                        reports.failures(),
                        progress));
        if (result.counts().tests() == 0 && result.notRun().isEmpty()) {
            tests.miss("No tests were executed.", settings, kind, log);
        }
    }

    private RunResult execute(
            RunConfiguration configuration,
            SpawnTracker tracker,
            @Nullable ContainerSpawner containers,
            TestSelection selection,
            RunPlan plan,
            Reports reports,
            CheckpointKeeper checkpoint,
            Progress progress)
            throws IOException {
        RunPlan possible = plan;
        if (!plan.limits().isEmpty()) {
            Capacity capacity = containers == null ? LimitsReader.ofThisMachine() : containers.capacity();
            possible = plan.with(LimitsReader.within(capacity, plan.limits(), log));
        }
        try {
            return new TestRun(
                            configuration,
                            selection.methodRules(),
                            share(configuration, plan.identity().run()),
                            tracker,
                            containers == null ? tracker : containers,
                            reports,
                            checkpoint)
                    .execute(possible);
        } catch (RunStoppedException e) {
            throw new RunStoppedException(e.getMessage() + " Continue with: " + progress.resume());
        }
    }

    private Map<String, UnitLimits> limits(RunConfiguration configuration, FoundTests tests) throws IOException {
        List<Path> classPath = new ArrayList<>(configuration.jvm().testClassPath());
        classPath.addAll(configuration.jvm().launcherClassPath());
        return LimitsReader.read(reader.profiles(), tests, classPath, log);
    }

    /** With the modules that are built at the same time. */
    private RunShare share(RunConfiguration configuration, String run) throws IOException {
        BuildState state = BuildState.of(session);
        Path directory = configuration.reporting().ownDirectory();
        return new RunShare(
                SessionForkNumbers.of(session, configuration.forking().forkCount()),
                new EasingTurn(state.active(), run),
                new SharedGuard(
                        state.guards(),
                        Files.getFileStore(directory).toString(),
                        () -> new OshiProbe(directory),
                        configuration.protection()),
                state::reason,
                problems -> state.addProblems(kind, problems));
    }

    private @Nullable ContainerSpawner containers(RunConfiguration configuration, SpawnTracker tracker)
            throws IOException {
        Containers settings = configuration.containers();
        if (settings == null) {
            return null;
        }
        ContainerSpawner spawner =
                new ContainerSpawner(ContainerEngine.connect(settings.engine(), System.getenv()), settings, tracker);
        if (spawner.notice() != null) {
            log.warn(spawner.notice());
        }
        return spawner;
    }

    private @Nullable EarlierRun earlierRun(CheckpointFile file, Reporting reporting) {
        EarlierRun earlier =
                EarlierRun.find(file, reporting.ownDirectory(), module()).orElse(null);
        if (earlier == null) {
            log.info("There is nothing to resume in this module: everything runs.");
        }
        return earlier;
    }

    /** Another module has been interrupted since, in a build that has not reached this one. */
    private boolean isOlder(EarlierRun earlier, RunIdentity identity) {
        boolean older = !earlier.checkpoint().identity().build().equals(identity.build());
        if (older) {
            log.info("What there is to resume in this module is of an older build: everything runs.");
        }
        return older;
    }

    private RunIdentity identity(RunConfiguration configuration, boolean resumes, @Nullable EarlierRun earlier) {
        BuildState state = BuildState.of(session);
        state.addCheckpoint(configuration.reporting().checkpointFile());
        String build = state.id(() -> {
            String interrupted =
                    resumes ? reactor.interruptedBuild(earlier == null ? null : earlier.checkpoint()) : null;
            return interrupted == null ? reactor.newBuild() : interrupted;
        });
        if (keepsCheckpoint && state.claim("forgetting checkpoints")) {
            reactor.forgetAtTheEnd(build);
        }
        return new RunIdentity(
                UUID.randomUUID().toString(),
                build,
                module(),
                configuration.selection().test(),
                executionName);
    }

    private String module() {
        return project.getGroupId() + ":" + project.getArtifactId();
    }

    /** Being found out while the first worker starts. */
    private Future<RunInputs> inputs(
            RunConfiguration configuration, @Nullable ContainerSpawner containers, FoundTests tests) {
        return Background.start(
                "simple-fingerprints",
                () -> Fingerprints.of(
                        configuration,
                        project.getBasedir().toPath(),
                        tests.classNames(),
                        tests.specFiles(),
                        containers == null ? null : containers.imageId(),
                        tests.selection().methodRules().toString()));
    }
}
