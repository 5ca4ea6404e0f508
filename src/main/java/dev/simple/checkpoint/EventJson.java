package dev.simple.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.LeakedProcess;
import dev.simple.model.Problem;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.ContainmentKnown;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunEvent.OutputReceived;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunEvent.TestFinished;
import dev.simple.model.RunEvent.TestStarted;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.RunEvent.WorkerEnded;
import dev.simple.model.RunEvent.WorkerStarted;
import dev.simple.model.RunResult;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.WorkerEnd;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns an event into one line of JSON. */
final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode line = JSON.createObjectNode();

    private EventJson(RunEvent event) {
        String name = event.getClass().getSimpleName();
        line.put("event", name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
        line.put("at", event.at().toString());
    }

    static byte[] of(RunEvent event) throws JsonProcessingException {
        EventJson json = new EventJson(event);
        json.fields(event);
        return JSON.writeValueAsBytes(json.line);
    }

    private void fields(RunEvent event) {
        if (event instanceof TestStarted started) {
            test(line, started.test()).put("worker", started.worker());
        } else if (event instanceof TestFinished finished) {
            test(line, finished.test()).put("worker", finished.worker());
            execution(finished.execution());
        } else if (event instanceof ClassStarted started) {
            line.put("class", started.className()).put("run", started.run()).put("worker", started.worker());
        } else if (event instanceof ClassFinished finished) {
            classFinished(finished);
        } else if (event instanceof ClassSlow slow) {
            classSlow(slow);
        } else if (event instanceof WorkerStarted started) {
            line.put("worker", started.worker())
                    .put("forkNumber", started.forkNumber())
                    .put("pid", started.pid());
        } else if (event instanceof WorkerCrashed crashed) {
            workerCrashed(crashed);
        } else if (event instanceof WorkerEnded ended) {
            line.put("worker", ended.worker());
        } else if (event instanceof ContainmentKnown known) {
            line.put("containment", known.containment()).put("complete", known.complete());
        } else if (event instanceof ProcessesLeftBehind left) {
            processes(left.processes());
        } else if (event instanceof Notice notice) {
            line.put("message", notice.message());
        } else if (event instanceof RunStarted started) {
            runStarted(started);
        } else if (event instanceof RunFinished finished) {
            runFinished(finished.result());
        } else if (event instanceof OutputReceived) {
            throw new IllegalArgumentException("Output is not logged.");
        }
    }

    private void execution(TestExecution execution) {
        line.put("outcome", lowerCase(execution.outcome()));
        duration("durationMs", execution.duration());
        Problem problem = execution.problem();
        if (problem == null) {
            line.putNull("problem");
        } else {
            line.putObject("problem")
                    .put("type", problem.type())
                    .put("message", problem.message())
                    .put("stackTrace", problem.stackTrace())
                    .put("summary", problem.summary());
        }
        line.put("skipReason", execution.skipReason());
    }

    private void classFinished(ClassFinished event) {
        ClassResult result = event.result();
        line.put("class", result.className())
                .put("run", result.run())
                .put("last", event.last())
                .put("worker", event.worker())
                .put("startedAt", result.startedAt().toString());
        duration("durationMs", result.duration());
        counts(result.counts());
        line.put("interruption", lowerCase(result.interruption()));
    }

    private void classSlow(ClassSlow event) {
        line.put("class", event.className()).put("worker", event.worker());
        duration("runningMs", event.running());
        if (event.current() == null) {
            line.putNull("current");
        } else {
            test(line.putObject("current"), event.current());
        }
    }

    private void workerCrashed(WorkerCrashed event) {
        WorkerEnd end = event.end();
        line.put("worker", end.worker())
                .put("exitCode", end.exitCode())
                .put("cause", end.cause())
                .put("outputTail", end.outputTail())
                .put(
                        "errorFile",
                        end.errorFile() == null ? null : end.errorFile().toString());
        strings("classes", event.classNames());
    }

    private void processes(List<LeakedProcess> leaks) {
        ArrayNode processes = line.putArray("processes");
        for (LeakedProcess leak : leaks) {
            ObjectNode process = processes
                    .addObject()
                    .put("pid", leak.pid())
                    .put("command", leak.commandLine())
                    .put("ageMs", leak.age().toMillis())
                    .put("ended", leak.ended());
            leak.classNames().forEach(process.putArray("classes")::add);
            leak.workers().forEach(process.putArray("workers")::add);
        }
    }

    private void runStarted(RunStarted event) {
        strings("classes", event.classNames());
        line.put("workers", event.workers());
        duration("expectedMs", event.expected());
    }

    private void runFinished(RunResult result) {
        duration("durationMs", result.duration());
        line.put("classes", result.classes());
        counts(result.counts());
        line.put("crashes", result.crashes().size());
        line.put("leaks", result.leaks().size());
        strings("notRun", result.notRun());
        line.put("stopReason", result.stopReason());
    }

    private static ObjectNode test(ObjectNode target, TestCase test) {
        return target.put("class", test.className())
                .put("sourceClass", test.sourceClassName())
                .put("uniqueId", test.uniqueId())
                .put("name", test.name())
                .put("displayName", test.displayName());
    }

    private void counts(Counts counts) {
        line.putObject("counts")
                .put("tests", counts.tests())
                .put("failures", counts.failures())
                .put("errors", counts.errors())
                .put("skipped", counts.skipped())
                .put("flaky", counts.flaky());
    }

    private void strings(String name, List<String> values) {
        values.forEach(line.putArray(name)::add);
    }

    private void duration(String name, @Nullable Duration duration) {
        if (duration == null) {
            line.putNull(name);
        } else {
            line.put(name, duration.toMillis());
        }
    }

    private static @Nullable String lowerCase(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
