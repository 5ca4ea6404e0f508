package dev.simple.maven;

import dev.simple.config.RunOrder;
import dev.simple.config.Shard;
import dev.simple.config.WrittenValue;
import dev.simple.report.History;
import dev.simple.report.HistoryFile;
import dev.simple.schedule.Shards;
import dev.simple.schedule.UnitOrder;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Which of the tests that were found run, and in which order: what failed last time, one shard, the run order. */
final class TestChoice {

    private static final String SEED = "runOrderRandomSeed";

    private final SettingReader settings;
    private final Log log;
    private final Path file;
    private final History history;
    private final @Nullable Shard shard;
    private final boolean failed;
    private final UnitOrder order;

    /**
     * Reads settings and history.
     *
     * @throws dev.simple.config.ConfigurationException if a setting is malformed
     */
    TestChoice(SettingReader settings, TestKind kind, Path historyFile, Map<String, String> environment, Log log) {
        this.settings = settings;
        this.log = log;
        this.file = historyFile;
        this.history = History.read(historyFile);
        if (history.notice() != null) {
            log.warn(history.notice());
        }
        String text = settings.text("shard");
        this.shard = text == null ? null : Shard.of(new WrittenValue("simple.shard", text), environment);
        if (text != null && shard == null) {
            log.info("simple.shard=ci: CI_NODE_INDEX and CI_NODE_TOTAL name no shard, so that everything runs.");
        }
        this.failed = settings.flag("failed", false);
        this.order = order(kind);
    }

    private UnitOrder order(TestKind kind) {
        RunOrder runOrder = RunOrder.of(new WrittenValue("runOrder", settings.text("runOrder", "filesystem")));
        String given = settings.text(SEED);
        long seed = given == null ? System.nanoTime() : new WrittenValue(SEED, given).integer();
        if (runOrder == RunOrder.RANDOM) {
            log.info("The order is random. To repeat it: -D%s=random -D%s=%d"
                    .formatted(kind.property("runOrder"), kind.property(SEED), seed));
        }
        return new UnitOrder(
                runOrder, seed, LocalTime.now(ZoneId.systemDefault()).getHour());
    }

    History history() {
        return history;
    }

    /** What keeps the history for the next run. */
    HistoryFile historyFile(FoundTests tests) {
        boolean chosen = shard != null || failed || tests.chosen().test() != null;
        return new HistoryFile(file, chosen, shard != null);
    }

    /** Those that run, in their order. There may be none. */
    FoundTests of(FoundTests found) {
        List<String> all = found.all();
        FoundTests chosen = found;
        if (shard != null) {
            Set<String> own = Shards.of(shard, all, history.durations());
            chosen = chosen.only(own::contains);
            log.info("Shard " + shard + ": " + own.size() + " of " + all.size() + " test classes and spec files, "
                    + (history.durations().isEmpty()
                            ? "without knowing how long they take."
                            : "by the durations in " + file + ", which must be the same for all shards."));
        }
        if (failed && history.units().isEmpty()) {
            log.info("simple.failed: no earlier run is known, so that everything runs.");
        } else if (failed) {
            chosen = chosen.only(hasFailed());
            log.info("simple.failed: " + chosen.all().size() + " of " + all.size()
                    + " test classes and spec files failed the last time.");
        }
        Predicate<String> urgent = hasFailed().or(unit -> !history.units().containsKey(unit));
        return chosen.inOrder(units -> order.of(units, history.durations(), urgent));
    }

    private Predicate<String> hasFailed() {
        return unit -> {
            History.Past past = history.units().get(unit);
            return past != null && past.failed();
        };
    }
}
