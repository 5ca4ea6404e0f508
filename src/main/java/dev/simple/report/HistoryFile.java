package dev.simple.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.simple.model.Interruption;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunListener;
import dev.simple.model.UnitResult;
import dev.simple.report.History.Past;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code history.json}: what was known, with what the run has found put over it. */
public final class HistoryFile implements RunListener {

    private final Path file;
    private final boolean chosen;
    private final boolean sharded;
    private final Map<String, UnitResult> found = new LinkedHashMap<>();
    private final Set<String> existing = new HashSet<>();

    /**
     * Writes when the run has ended.
     *
     * @param chosen whether the run is of some tests only, so that nothing is known of the others
     * @param sharded whether it is of one shard, which keeps the durations: they must be the same for all shards
     */
    public HistoryFile(Path file, boolean chosen, boolean sharded) {
        this.file = file;
        this.chosen = chosen;
        this.sharded = sharded;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunStarted started) {
            existing.addAll(started.classNames());
            started.earlier().units().forEach(this::add);
        } else if (event instanceof ClassFinished finished && finished.last()) {
            add(UnitResult.of(finished.result(), finished.worker()));
        } else if (event instanceof RunFinished finished) {
            // What chose the tests must choose the same when the run is resumed.
            if (!chosen || finished.result().notRun().isEmpty()) {
                Map<String, Past> all = merged();
                ReportFile.write(file, out -> write(out, all));
            }
        }
    }

    private void add(UnitResult unit) {
        existing.add(unit.name());
        if (unit.counts().tests() > 0 || unit.interruption() != null) {
            found.put(unit.name(), unit);
        }
    }

    private Map<String, Past> merged() {
        Map<String, Past> all = new TreeMap<>(History.read(file).units());
        if (!chosen) {
            all.keySet().retainAll(existing);
        }
        found.forEach((name, unit) -> all.put(name, merged(all.getOrDefault(name, new Past(null, null, false)), unit)));
        return all;
    }

    private Past merged(Past before, UnitResult unit) {
        boolean untimed = sharded || unit.interruption() == Interruption.CRASHED;
        return new Past(
                untimed ? before.duration() : unit.duration(),
                unit.peakMemory() == null ? before.peakMemory() : unit.peakMemory(),
                unit.counts().problems() > 0 || unit.interruption() != null);
    }

    private static void write(OutputStream out, Map<String, Past> units) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("schema", History.SCHEMA);
            json.writeArrayFieldStart("units");
            for (Map.Entry<String, Past> unit : units.entrySet()) {
                Past past = unit.getValue();
                json.writeStartObject();
                json.writeStringField("name", unit.getKey());
                json.writeObjectField(
                        "durationMs",
                        past.duration() == null ? null : (Long) past.duration().toMillis());
                json.writeObjectField("peakMemory", past.peakMemory());
                json.writeBooleanField("failed", past.failed());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
