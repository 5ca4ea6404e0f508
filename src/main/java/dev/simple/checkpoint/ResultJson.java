package dev.simple.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simple.model.CapturedOutput;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Interruption;
import dev.simple.model.LeakKind;
import dev.simple.model.Leak;
import dev.simple.model.Outcome;
import dev.simple.model.Problem;
import dev.simple.model.RunInputs;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.UnitResult;
import dev.simple.model.WorkerCrash;
import dev.simple.model.WorkerEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON, in the event log and in the checkpoint. Reading throws an {@link IllegalArgumentException} where something
 * is missing or of another kind.
 */
final class ResultJson {

    private static final String FINGERPRINT = "fingerprint";

    private ResultJson() {}

    static void write(ObjectNode target, UnitResult unit, @Nullable String fingerprint) {
        target.put("class", unit.name()).put("run", unit.run());
        target.put("verdict", verdict(unit));
        counts(target.putObject("counts"), unit.counts());
        target.put("startedAt", unit.startedAt().toString())
                .put("durationMs", unit.duration().toMillis())
                .put("worker", unit.worker())
                .put("interruption", lowerCase(unit.interruption()))
                .put("peakMemory", unit.peakMemory())
                .put(FINGERPRINT, fingerprint);
        problems(target.putArray("problems"), unit.problems());
    }

    /** A class of which the rest of the fields are as {@link #write} has made them. */
    static UnitResult unit(JsonNode node) {
        return new UnitResult(
                text(node, "class"),
                number(node, "run"),
                counts(field(node, "counts")),
                Instant.parse(text(node, "startedAt")),
                Duration.ofMillis(field(node, "durationMs").asLong()),
                number(node, "worker"),
                constant(Interruption.class, nullableText(node, "interruption")),
                field(node, "peakMemory").isNull()
                        ? null
                        : (Long) field(node, "peakMemory").asLong(),
                list(field(node, "problems"), ResultJson::problem));
    }

    static @Nullable String fingerprint(JsonNode node) {
        return nullableText(node, FINGERPRINT);
    }

    static void counts(ObjectNode target, Counts counts) {
        target.put("tests", counts.tests())
                .put("failures", counts.failures())
                .put("errors", counts.errors())
                .put("skipped", counts.skipped())
                .put("flaky", counts.flaky());
    }

    private static Counts counts(JsonNode node) {
        return new Counts(
                number(node, "tests"),
                number(node, "failures"),
                number(node, "errors"),
                number(node, "skipped"),
                number(node, "flaky"));
    }

    /** One word for people. */
    private static String verdict(UnitResult unit) {
        Counts counts = unit.counts();
        if (counts.errors() > 0) {
            return "error";
        }
        if (counts.failures() > 0) {
            return "failed";
        }
        if (counts.flaky() > 0) {
            return "flaky";
        }
        boolean skipped = counts.tests() > 0 && counts.skipped() == counts.tests();
        return counts.tests() == 0 ? "empty" : skipped ? "skipped" : "passed";
    }

    static void problems(ArrayNode target, List<TestResult> problems) {
        for (TestResult problem : problems) {
            ObjectNode node = test(target.addObject(), problem.test());
            ArrayNode executions = node.putArray("executions");
            for (TestExecution execution : problem.executions()) {
                execution(executions.addObject(), execution);
            }
        }
    }

    private static void execution(ObjectNode target, TestExecution execution) {
        target.put("outcome", lowerCase(execution.outcome()))
                .put("durationMs", execution.duration().toMillis())
                .put("skipReason", execution.skipReason());
        Problem problem = execution.problem();
        if (problem == null) {
            target.putNull("problem");
        } else {
            target.putObject("problem")
                    .put("type", problem.type())
                    .put("message", problem.message())
                    .put("summary", problem.summary());
        }
    }

    private static TestResult problem(JsonNode node) {
        TestCase test = new TestCase(
                text(node, "class"),
                text(node, "sourceClass"),
                text(node, "uniqueId"),
                text(node, "name"),
                text(node, "displayName"));
        return new TestResult(test, list(field(node, "executions"), ResultJson::execution));
    }

    private static TestExecution execution(JsonNode node) {
        JsonNode problem = field(node, "problem");
        Outcome outcome = constant(Outcome.class, text(node, "outcome"));
        if (outcome == null) {
            throw new IllegalArgumentException("An execution has no outcome.");
        }
        return new TestExecution(
                outcome,
                null,
                Duration.ofMillis(field(node, "durationMs").asLong()),
                problem.isNull()
                        ? null
                        : new Problem(
                                text(problem, "type"), nullableText(problem, "message"), "", text(problem, "summary")),
                nullableText(node, "skipReason"),
                CapturedOutput.NONE);
    }

    static ObjectNode test(ObjectNode target, TestCase test) {
        return target.put("class", test.className())
                .put("sourceClass", test.sourceClassName())
                .put("uniqueId", test.uniqueId())
                .put("name", test.name())
                .put("displayName", test.displayName());
    }

    static void crash(ObjectNode target, WorkerEnd end, List<String> classNames) {
        target.put("worker", end.worker())
                .put("exitCode", end.exitCode())
                .put("cause", end.cause())
                .put("outputTail", end.outputTail())
                .put(
                        "errorFile",
                        end.errorFile() == null ? null : end.errorFile().toString());
        classNames.forEach(target.putArray("classes")::add);
    }

    static WorkerCrash crash(JsonNode node) {
        String errorFile = nullableText(node, "errorFile");
        WorkerEnd end = new WorkerEnd(
                number(node, "worker"),
                number(node, "exitCode"),
                text(node, "cause"),
                text(node, "outputTail"),
                errorFile == null ? null : Path.of(errorFile));
        return new WorkerCrash(end, list(field(node, "classes"), JsonNode::asText));
    }

    static void leaks(ArrayNode target, List<Leak> leaks) {
        for (Leak leak : leaks) {
            ObjectNode process = target.addObject()
                    .put("kind", lowerCase(leak.kind()))
                    .put("pid", leak.pid())
                    .put("command", leak.commandLine())
                    .put("ageMs", leak.age().toMillis())
                    .put("ended", leak.ended());
            leak.classNames().forEach(process.putArray("classes")::add);
            leak.workers().forEach(process.putArray("workers")::add);
        }
    }

    static Leak leak(JsonNode node) {
        return new Leak(
                LeakKind.valueOf(field(node, "kind").asText().toUpperCase(Locale.ROOT)),
                field(node, "pid").asLong(),
                text(node, "command"),
                Duration.ofMillis(field(node, "ageMs").asLong()),
                list(field(node, "classes"), JsonNode::asText),
                list(field(node, "workers"), JsonNode::asInt),
                field(node, "ended").asBoolean());
    }

    static void write(ObjectNode target, EarlierResults earlier) {
        settings(target, earlier.inputs());
        ArrayNode units = target.putArray("completed");
        for (UnitResult unit : earlier.units()) {
            write(units.addObject(), unit, earlier.inputs().units().get(unit.name()));
        }
        ArrayNode crashes = target.putArray("crashes");
        earlier.crashes().forEach(crash -> crash(crashes.addObject(), crash.end(), crash.classNames()));
        leaks(target.putArray("leaks"), earlier.leaks());
    }

    static EarlierResults earlier(JsonNode node) {
        Map<String, String> fingerprints = new HashMap<>();
        for (JsonNode unit : field(node, "completed")) {
            String fingerprint = fingerprint(unit);
            if (fingerprint != null) {
                fingerprints.put(text(unit, "class"), fingerprint);
            }
        }
        return new EarlierResults(
                list(field(node, "completed"), ResultJson::unit),
                new RunInputs(text(node, "classPath"), settings(node), fingerprints),
                list(field(node, "crashes"), ResultJson::crash),
                list(field(node, "leaks"), ResultJson::leak));
    }

    static void settings(ObjectNode target, RunInputs inputs) {
        target.put("classPath", inputs.classPath());
        ObjectNode settings = target.putObject("settings");
        new TreeMap<>(inputs.settings()).forEach(settings::put);
    }

    static Map<String, String> settings(JsonNode node) {
        return texts(field(node, "settings"));
    }

    static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static JsonNode field(JsonNode node, String name) {
        JsonNode field = node.get(name);
        if (field == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return field;
    }

    static String text(JsonNode node, String name) {
        String text = nullableText(node, name);
        if (text == null) {
            throw new IllegalArgumentException("its " + name + " is null");
        }
        return text;
    }

    static @Nullable String nullableText(JsonNode node, String name) {
        JsonNode field = field(node, name);
        if (!field.isNull() && !field.isTextual()) {
            throw new IllegalArgumentException("its " + name + " is no text");
        }
        return field.textValue();
    }

    static int number(JsonNode node, String name) {
        JsonNode field = field(node, name);
        if (!field.isInt()) {
            throw new IllegalArgumentException("its " + name + " is no number");
        }
        return field.intValue();
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> values = new ArrayList<>();
        array.forEach(element -> values.add(reader.apply(element)));
        return values;
    }

    static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String lowerCase) {
        return lowerCase == null ? null : Enum.valueOf(type, lowerCase.toUpperCase(Locale.ROOT));
    }

    static @Nullable String lowerCase(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
