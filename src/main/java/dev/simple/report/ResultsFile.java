package dev.simple.report;

import dev.simple.config.LeakPolicy;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ContainerEnded;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunListener;
import dev.simple.model.UnitResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code results.json}, written when the run has ended. It keeps numbers for each class and nothing of its tests. */
public final class ResultsFile implements RunListener {

    static final String NAME = "results.json";

    private final Path file;
    private final LeakPolicy leaks;
    private final Function<String, @Nullable String> profiles;
    private final Map<String, UnitResult> classes = new LinkedHashMap<>();
    private final List<ContainerEnded> containers = new ArrayList<>();
    private @Nullable Instant startedAt;

    /**
     * Writes into a directory.
     *
     * @param directory the plugin's own, not Surefire's
     * @param leaks whether processes that tests left behind fail the run
     * @param profiles the profile of a class or spec file, null if it has none
     */
    public ResultsFile(Path directory, LeakPolicy leaks, Function<String, @Nullable String> profiles) {
        this.profiles = profiles;
        file = directory.resolve(NAME);
        this.leaks = leaks;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunStarted started) {
            startedAt = started.at();
            started.earlier().units().forEach(this::add);
        } else if (event instanceof ClassFinished finished) {
            add(UnitResult.of(finished.result(), finished.worker()));
        } else if (event instanceof ContainerEnded ended) {
            containers.add(ended);
        } else if (event instanceof RunFinished finished) {
            Instant start =
                    startedAt == null ? finished.at().minus(finished.result().duration()) : startedAt;
            ReportFile.write(
                    file,
                    out -> new ResultsJson(start, classes.values(), profiles, containers, leaks, finished.result())
                            .write(out));
        }
    }

    private void add(UnitResult unit) {
        if (unit.counts().tests() > 0 || unit.interruption() != null) {
            classes.put(unit.name(), unit);
        }
    }
}
