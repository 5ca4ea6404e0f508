package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.simple.checkpoint.Checkpoint;
import dev.simple.checkpoint.EarlierRun;
import dev.simple.checkpoint.ResumePlan;
import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.model.UnitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumptionTest {

    @TempDir
    private Path reports;

    private final RecordingLog log = new RecordingLog();

    private static RunIdentity identity(@Nullable String test) {
        return new RunIdentity("run", "1-build", "g:a", test, null);
    }

    private static RunInputs inputs(String argLine) {
        return new RunInputs("path", Map.of("argLine", argLine), Map.of("p.A", "a", "p.Gone", "gone"));
    }

    private static UnitResult passed(String name) {
        return new UnitResult(
                name, 1, new Counts(1, 0, 0, 0, 0), Instant.EPOCH, Duration.ZERO, 1, null, null, List.of());
    }

    private ResumePlan plan(@Nullable String before, @Nullable String now, String argLine) throws IOException {
        Checkpoint checkpoint = new Checkpoint(
                identity(before),
                null,
                Instant.EPOCH,
                3,
                new EarlierResults(List.of(passed("p.A"), passed("p.Gone")), inputs("-Xmx1g"), List.of(), List.of()));
        Reporting reporting = new Reporting(
                reports,
                reports,
                reports.resolve("simple-checkpoint.json"),
                false,
                false,
                false,
                false,
                ReportContent.USUAL);
        return new Resumption(new EarlierRun(checkpoint, List.of()), reporting, identity(now), TestKind.UNIT, log)
                .plan(inputs(argLine), List.of("p.A", "p.B"), false);
    }

    private void report(String name) throws IOException {
        Files.createFile(reports.resolve("TEST-" + name + ".xml"));
        Files.createFile(reports.resolve(name + ".txt"));
    }

    @Test
    void dropsClassesThatDoNotExistAnyMoreWithTheirReports() throws IOException {
        report("p.A");
        report("p.Gone");

        ResumePlan plan = plan(null, null, "-Xmx1g");

        assertEquals(List.of("p.B"), plan.outstanding());
        assertEquals(
                List.of("WARN 1 class or file with a result does not exist any more or is not chosen any more; the"
                        + " result is dropped: p.Gone."),
                log.lines);
        assertFalse(Files.exists(reports.resolve("TEST-p.Gone.xml")));
        assertFalse(Files.exists(reports.resolve("p.Gone.txt")));
    }

    @Test
    void saysThatOtherSettingsMakeResultsStale() throws IOException {
        report("p.A");

        ResumePlan plan = plan(null, null, "-Xmx2g");

        assertEquals(List.of("p.A", "p.B"), plan.outstanding());
        assertEquals(
                "WARN Since the interrupted run, argLine has changed: 1 result is stale and will be found anew.",
                log.lines.get(1));
    }

    @Test
    void refusesARunOfOtherTests() {
        assertEquals(
                "The interrupted run was one of all tests, and this is one with -Dtest=A. Continue it without -Dtest, or"
                        + " start afresh with simple:test.",
                assertThrows(ConfigurationException.class, () -> plan(null, "A", "-Xmx1g"))
                        .getMessage());
        assertEquals(
                "The interrupted run was one with -Dtest=B, and this is one with -Dtest=A. Continue it with -Dtest=B, or"
                        + " start afresh with simple:test.",
                assertThrows(ConfigurationException.class, () -> plan("B", "A", "-Xmx1g"))
                        .getMessage());
        assertEquals(
                "The interrupted run was one with -Dtest=B, and this is one of all tests. Continue it with -Dtest=B, or"
                        + " start afresh with simple:test.",
                assertThrows(ConfigurationException.class, () -> plan("B", null, "-Xmx1g"))
                        .getMessage());
    }
}
