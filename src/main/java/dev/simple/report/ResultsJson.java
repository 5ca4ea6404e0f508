package dev.simple.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.simple.config.LeakPolicy;
import dev.simple.model.Counts;
import dev.simple.model.Leak;
import dev.simple.model.Problem;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent.ContainerEnded;
import dev.simple.model.RunResult;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import dev.simple.model.UnitResult;
import dev.simple.model.WorkerEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Renders {@code results.json}; {@code doc/results.md} describes it. */
record ResultsJson(
        Instant startedAt,
        Collection<UnitResult> classes,
        Function<String, @Nullable String> profiles,
        Collection<ContainerEnded> containers,
        LeakPolicy leaks,
        RunResult result) {

    static final int SCHEMA = 1;

    void write(OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("startedAt", startedAt.toString());
            json.writeNumberField("durationMs", result.duration().toMillis());
            json.writeStringField("status", status());
            json.writeStringField("stopReason", result.stopReason());
            counts(json, result.counts());
            classes(json);
            problems(json);
            crashes(json);
            leaks(json);
            containers(json);
            json.writeArrayFieldStart("notRun");
            for (String className : result.notRun()) {
                json.writeString(className);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private String status() {
        if (result.end() != RunEnd.COMPLETE) {
            return result.end().name().toLowerCase(Locale.ROOT);
        }
        boolean leaky = result.leaks().stream().anyMatch(leak -> leaks == LeakPolicy.FAIL || !leak.ended());
        boolean failed = result.counts().problems() > 0 || !result.crashes().isEmpty() || leaky;
        return failed ? "failed" : "passed";
    }

    private static void counts(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("tests", counts.tests());
        json.writeNumberField("failures", counts.failures());
        json.writeNumberField("errors", counts.errors());
        json.writeNumberField("skipped", counts.skipped());
        json.writeNumberField("flaky", counts.flaky());
        json.writeEndObject();
    }

    private void classes(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("classes");
        for (UnitResult entry : classes) {
            json.writeStartObject();
            json.writeStringField("name", entry.name());
            json.writeNumberField("run", entry.run());
            counts(json, entry.counts());
            json.writeNumberField("durationMs", entry.duration().toMillis());
            json.writeNumberField("worker", entry.worker());
            json.writeStringField("interruption", lowerCase(entry.interruption()));
            json.writeObjectField("peakMemory", entry.peakMemory());
            json.writeStringField("profile", profiles.apply(entry.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void problems(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("problems");
        for (TestResult test : result.problems()) {
            json.writeStartObject();
            json.writeStringField("class", test.test().className());
            json.writeStringField("name", test.test().name());
            json.writeStringField("uniqueId", test.test().uniqueId());
            json.writeStringField("verdict", lowerCase(test.verdict()));
            Problem problem = test.executions().stream()
                    .map(TestExecution::problem)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            json.writeStringField("type", problem == null ? null : problem.type());
            json.writeStringField("message", problem == null ? null : problem.message());
            json.writeStringField("summary", problem == null ? null : problem.summary());
            executions(json, test);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void executions(JsonGenerator json, TestResult test) throws IOException {
        json.writeArrayFieldStart("executions");
        for (TestExecution execution : test.executions()) {
            json.writeStartObject();
            json.writeStringField("outcome", lowerCase(execution.outcome()));
            json.writeNumberField("durationMs", execution.duration().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void crashes(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("crashes");
        for (WorkerEnd end : result.crashes()) {
            json.writeStartObject();
            json.writeNumberField("worker", end.worker());
            json.writeNumberField("exitCode", end.exitCode());
            json.writeStringField("cause", end.cause());
            json.writeStringField(
                    "errorFile",
                    end.errorFile() == null ? null : end.errorFile().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void leaks(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("leaks");
        for (Leak leak : result.leaks()) {
            json.writeStartObject();
            json.writeStringField("kind", lowerCase(leak.kind()));
            json.writeNumberField("pid", leak.pid());
            json.writeStringField("command", leak.commandLine());
            json.writeNumberField("ageMs", leak.age().toMillis());
            json.writeBooleanField("ended", leak.ended());
            json.writeArrayFieldStart("classes");
            for (String className : leak.classNames()) {
                json.writeString(className);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("workers");
            for (int worker : leak.workers()) {
                json.writeNumber(worker);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void containers(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("containers");
        for (ContainerEnded end : containers) {
            json.writeStartObject();
            json.writeStringField("name", end.use().name());
            json.writeNumberField("worker", end.worker());
            json.writeNumberField("exitCode", end.use().exitCode());
            json.writeBooleanField("outOfMemory", end.use().outOfMemory());
            json.writeNumberField("cpuMs", end.use().cpuMillis());
            json.writeNumberField("peakMemory", end.use().peakMemory());
            json.writeNumberField("readBytes", end.use().readBytes());
            json.writeNumberField("writtenBytes", end.use().writtenBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable String lowerCase(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
