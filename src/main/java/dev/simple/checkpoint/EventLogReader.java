package dev.simple.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.simple.model.EarlierResults;
import dev.simple.model.Leak;
import dev.simple.model.RunEnd;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.model.UnitResult;
import dev.simple.model.WorkerCrash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes out of an event log, also that of a run that was killed, what a checkpoint would say. */
final class EventLogReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private @Nullable RunIdentity identity;
    private @Nullable Instant startedAt;
    private int units;
    private @Nullable RunEnd end;
    private @Nullable RunInputs inputs;
    private Map<String, String> earlierFingerprints = Map.of();
    private final Map<String, UnitResult> completed = new LinkedHashMap<>();
    private final List<WorkerCrash> crashes = new ArrayList<>();
    private final List<Leak> leaks = new ArrayList<>();

    private EventLogReader() {}

    /** Null if there is no log that tells of a run. */
    static @Nullable Checkpoint read(Path log) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Files.newInputStream(log),
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            JsonNode format = JSON.readTree(String.valueOf(lines.readLine()));
            if (!format.path("format").asText().equals("simple-events")
                    || format.path("version").asInt() != EventLog.VERSION) {
                return null;
            }
            EventLogReader reader = new EventLogReader();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
            return reader.checkpoint();
        } catch (IOException e) {
            return null;
        }
    }

    private void accept(String line) {
        try {
            if (line.startsWith("{\"event\":\"classFinished\"")) {
                classFinished(JSON.readTree(line));
            } else if (line.startsWith("{\"event\":\"runStarted\"")) {
                runStarted(JSON.readTree(line));
            } else if (line.startsWith("{\"event\":\"inputsKnown\"")) {
                JsonNode node = JSON.readTree(line);
                inputs = new RunInputs(
                        ResultJson.text(node, "classPath"),
                        ResultJson.settings(node),
                        ResultJson.texts(ResultJson.field(node, "units")));
            } else if (line.startsWith("{\"event\":\"workerCrashed\"")) {
                crashes.add(ResultJson.crash(JSON.readTree(line)));
            } else if (line.startsWith("{\"event\":\"processesLeftBehind\"")) {
                leaks.addAll(ResultJson.list(ResultJson.field(JSON.readTree(line), "processes"), ResultJson::leak));
            } else if (line.startsWith("{\"event\":\"runFinished\"")) {
                end = ResultJson.constant(RunEnd.class, ResultJson.text(JSON.readTree(line), "end"));
            }
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            // The last line of a run that was killed, or one that did not fit on a full disk.
        }
    }

    private void runStarted(JsonNode node) {
        identity = new RunIdentity(
                ResultJson.text(node, "run"),
                ResultJson.text(node, "build"),
                ResultJson.text(node, "module"),
                ResultJson.nullableText(node, "test"),
                ResultJson.nullableText(node, "execution"));
        startedAt = Instant.parse(ResultJson.text(node, "at"));
        EarlierResults earlier = ResultJson.earlier(ResultJson.field(node, "earlier"));
        units = ResultJson.field(node, "classes").size() + earlier.units().size();
        earlier.units().forEach(unit -> completed.put(unit.name(), unit));
        earlierFingerprints = earlier.inputs().units();
        inputs = earlier.inputs();
        crashes.addAll(earlier.crashes());
        leaks.addAll(earlier.leaks());
    }

    private void classFinished(JsonNode node) {
        if (ResultJson.field(node, "last").asBoolean()) {
            UnitResult unit = ResultJson.unit(node);
            completed.put(unit.name(), unit);
        }
    }

    private @Nullable Checkpoint checkpoint() {
        if (identity == null || startedAt == null || inputs == null) {
            return null;
        }
        Map<String, String> fingerprints = new HashMap<>(earlierFingerprints);
        fingerprints.putAll(inputs.units());
        return new Checkpoint(
                identity,
                end,
                startedAt,
                units,
                new EarlierResults(
                        List.copyOf(completed.values()),
                        new RunInputs(inputs.classPath(), inputs.settings(), fingerprints),
                        crashes,
                        leaks));
    }
}
