package dev.simple.maven;

import dev.simple.model.Counts;
import dev.simple.report.FailsafeSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The summary file of a module's integration tests; several executions may share it. */
final class IntegrationSummary {

    /** Where it is in the build directory if nothing else is set. */
    private static final String FILE = "failsafe-reports/failsafe-summary.xml";

    private final Path file;

    IntegrationSummary(MavenProject project, SettingReader settings) {
        Path byDefault = Path.of(project.getBuild().getDirectory(), FILE);
        this.file = project.getBasedir()
                .toPath()
                .resolve(settings.text("summaryFile", byDefault.toString()))
                .normalize();
    }

    Path file() {
        return file;
    }

    /** Takes away what an earlier build has left, at the first execution that writes the file in this one. */
    void begin(BuildState state) throws IOException {
        if (state.claim("summary " + file)) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Adds a result.
     *
     * @param verdict null if the build need not fail because of it
     */
    void add(Counts counts, @Nullable KeptVerdict verdict) throws MojoExecutionException {
        try {
            KeptVerdict kept = verdict;
            Counts sum = counts;
            if (Files.exists(file)) {
                FailsafeSummary before = FailsafeSummary.read(file);
                sum = before.counts().plus(counts);
                String failure = before.failure();
                kept = KeptVerdict.graver(failure == null ? null : KeptVerdict.parse(failure), kept);
            }
            new FailsafeSummary(sum, kept == null ? null : kept.text(), false).write(file);
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException(
                    "The result of the integration tests could not be kept for the goal verify: " + e.getMessage(), e);
        }
    }
}
