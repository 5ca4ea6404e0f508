package dev.simple.run;

import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.fixtures.PrintingConsole;
import dev.simple.model.RunResult;
import dev.simple.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the spec files in the directory {@code spec} of another and writes all reports: the console to stdout, the others
 * into {@code surefire-reports} and {@code simple-reports}. Arguments are that directory and the command; the system
 * property {@code specs.fixture} names a test class that runs before. Its exit code is that of a build.
 */
public final class SpecProgram {

    private SpecProgram() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        String fixture = System.getProperty("specs.fixture", "");
        SampleRun run = fixture.isEmpty() ? new SampleRun(directory) : new SampleRun(directory, fixture);
        try (Stream<Path> files = Files.list(directory.resolve("spec"))) {
            for (Path file : files.sorted().toList()) {
                run.spec(file.getFileName().toString());
            }
        }
        Reporting reporting = new Reporting(
                directory.resolve("surefire-reports"),
                directory.resolve("simple-reports"),
                directory.resolve("checkpoint.json"),
                false,
                false,
                false,
                false,
                ReportContent.USUAL);
        PrintingConsole console = new PrintingConsole(System.out);
        Reports reports = Reports.of(reporting, LeakPolicy.REPORT, List.of(), console, Map.of(), unit -> null);
        run.specs(Map.of(), Duration.ofMinutes(2), Arrays.copyOfRange(args, 1, args.length))
                .listenerThatKeepsNoOutput(reports::on);
        try {
            RunResult result = run.execute();
            System.exit(result.counts().problems() > 0 || !result.crashes().isEmpty() ? 1 : 0);
        } catch (IOException | WorkerStartException | RunStoppedException e) {
            // As Maven says why the build has failed.
            console.error("Failed to execute goal: " + e.getMessage());
            System.exit(1);
        }
    }
}
