package dev.simple.maven;

import dev.simple.checkpoint.Checkpoint;
import dev.simple.checkpoint.EarlierRun;
import dev.simple.checkpoint.ResumePlan;
import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.report.ReportFileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** What of an interrupted run is left to do, in one module. */
final class Resumption {

    private final EarlierRun earlier;
    private final Reporting reporting;
    private final RunIdentity identity;
    private final TestKind kind;
    private final Log log;

    /** @param identity of the run that continues it */
    Resumption(EarlierRun earlier, Reporting reporting, RunIdentity identity, TestKind kind, Log log) {
        this.earlier = earlier;
        this.reporting = reporting;
        this.identity = identity;
        this.kind = kind;
        this.log = log;
    }

    /**
     * Compares the interrupted run with what there is now.
     *
     * @throws ConfigurationException if the interrupted run was one of other tests
     */
    ResumePlan plan(RunInputs inputs, List<String> units, boolean rerunFailed) throws IOException {
        Checkpoint checkpoint = earlier.checkpoint();
        earlier.notices().forEach(log::warn);
        requireSameTest(checkpoint.identity().test());
        ResumePlan plan = ResumePlan.of(checkpoint, inputs, units, rerunFailed, this::hasReport);
        plan.notices().forEach(log::warn);
        for (String dropped : plan.dropped()) {
            Files.deleteIfExists(report("TEST-", dropped, ".xml"));
            Files.deleteIfExists(report("", dropped, ".txt"));
        }
        return plan;
    }

    private void requireSameTest(@Nullable String before) {
        if (!Objects.equals(before, identity.test())) {
            String option = "-D" + kind.property("test");
            throw new ConfigurationException("The interrupted run was one "
                    + (before == null ? "of all tests" : "with " + option + "=" + before) + ", and this is one "
                    + (identity.test() == null ? "of all tests" : "with " + option + "=" + identity.test())
                    + ". Continue it " + (before == null ? "without " + option : "with " + option + "=" + before)
                    + ", or start afresh with simple:" + kind.goal() + ".");
        }
    }

    private boolean hasReport(String unit) {
        return Files.exists(report("TEST-", unit, ".xml"));
    }

    private Path report(String prefix, String unit, String suffix) {
        return reporting.reportsDirectory().resolve(ReportFileNames.of(prefix, unit, suffix));
    }
}
