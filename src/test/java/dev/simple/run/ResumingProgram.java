package dev.simple.run;

import dev.simple.checkpoint.CheckpointFile;
import dev.simple.checkpoint.CheckpointKeeper;
import dev.simple.checkpoint.EarlierRun;
import dev.simple.checkpoint.EventLog;
import dev.simple.checkpoint.Fingerprints;
import dev.simple.checkpoint.ResumePlan;
import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration;
import dev.simple.config.RunConfiguration.Containers;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.PrintingConsole;
import dev.simple.model.EarlierResults;
import dev.simple.model.RunEvent;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.model.RunListener;
import dev.simple.model.RunResult;
import dev.simple.report.ReportFileNames;
import dev.simple.report.Reports;
import dev.simple.spawn.Janitor;
import dev.simple.spawn.SpawnTracker;
import dev.simple.spawn.docker.ContainerEngine;
import dev.simple.spawn.docker.ContainerSpawner;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs fixtures, or what an earlier run of this program in the same directory has left of them, and prints a line an event.
 * Arguments are the directory and the fixtures.
 */
public final class ResumingProgram {

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private ResumingProgram() {}

    public static void main(String[] args) throws Exception {
        SampleRun sample = new SampleRun(Path.of(args[0]), Arrays.copyOfRange(args, 1, args.length)).forks(2);
        String image = System.getProperty("resuming.image");
        if (image != null) {
            sample.containers(LocalEngine.settings(image, 512L << 20));
        }
        RunConfiguration configuration = sample.configuration();
        Reporting reporting = configuration.reporting();
        List<String> classNames = sample.classNames();
        RunInputs inputs = Fingerprints.of(configuration, Path.of(args[0]), classNames, List.of(), image, "");
        CheckpointFile file = new CheckpointFile(reporting.checkpointFile());
        ResumePlan plan = EarlierRun.find(file, reporting.ownDirectory(), "g:a")
                .map(run ->
                        ResumePlan.of(run.checkpoint(), inputs, classNames, false, name -> hasReport(reporting, name)))
                .orElse(new ResumePlan(EarlierResults.NONE, classNames, List.of(), List.of()));
        plan.notices().forEach(notice -> System.out.println("notice " + notice));
        CheckpointKeeper keeper = new CheckpointKeeper(file, false, System.err::println);
        Reports reports = Reports.of(
                reporting,
                LeakPolicy.REPORT,
                List.of(keeper, new EventLog(reporting.ownDirectory())),
                new PrintingConsole(NOWHERE),
                Map.of(),
                unit -> null);
        RunListener told = event -> {
            reports.on(event);
            if (!(event instanceof RunEvent.OutputReceived)) {
                System.out.println(event.getClass().getSimpleName());
            }
        };
        new Janitor().sweep();
        Containers containers = configuration.containers();
        try (SpawnTracker tracker = SpawnTracker.open();
                ContainerSpawner spawner = containers == null
                        ? null
                        : new ContainerSpawner(ContainerEngine.connect(null, System.getenv()), containers, tracker)) {
            RunResult result = new TestRun(
                            configuration,
                            List.of(),
                            new RunShare(
                                    new ForkNumbers(ConcurrentHashMap.newKeySet(), 2),
                                    new EasingTurn(new ConcurrentHashMap<>(), "run"),
                                    (readings, blind) -> {
                                        throw new IllegalStateException("Nobody asked for it.");
                                    },
                                    () -> null,
                                    problems -> problems),
                            tracker,
                            spawner == null ? tracker : spawner,
                            told,
                            keeper)
                    .execute(new RunPlan(
                            new RunIdentity(UUID.randomUUID().toString(), "build", "g:a", null, null),
                            plan.outstanding(),
                            List.of(),
                            CompletableFuture.completedFuture(inputs),
                            plan.kept(),
                            Map.of(),
                            Map.of(),
                            Map.of()));
            System.out.println("tests " + result.counts().tests() + " problems "
                    + result.counts().problems() + " not run " + result.notRun().size());
        }
    }

    private static boolean hasReport(Reporting reporting, String className) {
        return Files.exists(reporting.reportsDirectory().resolve(ReportFileNames.of("TEST-", className, ".xml")));
    }
}
