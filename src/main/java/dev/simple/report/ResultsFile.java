package dev.simple.report;

import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code results.json}, written when the run has ended. It keeps numbers for each class and nothing of its tests. */
public final class ResultsFile implements RunListener {

    static final String NAME = "results.json";

    /**
     * A class in the file.
     *
     * @param run the number of its last run
     * @param duration of its first run: reruns have only its failed tests and say nothing of the next run
     */
    record ClassEntry(
            String name,
            int run,
            Counts counts,
            Duration duration,
            int worker,
            @Nullable Interruption interruption) {}

    private final Path file;
    private final Map<String, ClassEntry> classes = new LinkedHashMap<>();
    private @Nullable Instant startedAt;

    /** @param directory the plugin's own, not Surefire's */
    public ResultsFile(Path directory) {
        file = directory.resolve(NAME);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunStarted started) {
            startedAt = started.at();
        } else if (event instanceof ClassFinished finished) {
            add(finished);
        } else if (event instanceof RunFinished finished) {
            Instant start =
                    startedAt == null ? finished.at().minus(finished.result().duration()) : startedAt;
            ReportFile.write(file, out -> new ResultsJson(start, classes.values(), finished.result()).write(out));
        }
    }

    private void add(ClassFinished event) {
        ClassResult result = event.result();
        if (result.tests().isEmpty() && result.interruption() == null) {
            return;
        }
        ClassEntry before = classes.get(result.className());
        classes.put(
                result.className(),
                new ClassEntry(
                        result.className(),
                        result.run(),
                        result.counts(),
                        before == null ? result.duration() : before.duration(),
                        event.worker(),
                        result.interruption()));
    }
}
