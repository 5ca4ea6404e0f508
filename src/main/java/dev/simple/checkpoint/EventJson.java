package dev.simple.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simple.model.ContainerUse;
import dev.simple.model.Problem;
import dev.simple.model.ResourceSample;
import dev.simple.model.ResourceSample.Stalls;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.ContainerEnded;
import dev.simple.model.RunEvent.ContainmentKnown;
import dev.simple.model.RunEvent.InputsKnown;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunEvent.OutputReceived;
import dev.simple.model.RunEvent.PressureChanged;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.ResourcesSampled;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunEvent.TestFinished;
import dev.simple.model.RunEvent.TestStarted;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.RunEvent.WorkerEnded;
import dev.simple.model.RunEvent.WorkerStarted;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import dev.simple.model.RunResult;
import dev.simple.model.TestExecution;
import dev.simple.model.UnitResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
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
            ResultJson.test(line, started.test()).put("worker", started.worker());
        } else if (event instanceof TestFinished finished) {
            ResultJson.test(line, finished.test()).put("worker", finished.worker());
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
            ResultJson.crash(line, crashed.end(), crashed.classNames());
        } else if (event instanceof ContainerEnded ended) {
            ContainerUse use = ended.use();
            line.put("worker", ended.worker())
                    .put("container", use.name())
                    .put("exitCode", use.exitCode())
                    .put("outOfMemory", use.outOfMemory())
                    .put("cpuMs", use.cpuMillis())
                    .put("peakMemory", use.peakMemory())
                    .put("readBytes", use.readBytes())
                    .put("writtenBytes", use.writtenBytes());
        } else if (event instanceof WorkerEnded ended) {
            line.put("worker", ended.worker());
        } else if (event instanceof ContainmentKnown known) {
            line.put("containment", known.containment()).put("complete", known.complete());
        } else if (event instanceof ProcessesLeftBehind left) {
            ResultJson.leaks(line.putArray("processes"), left.processes());
        } else if (event instanceof Notice notice) {
            line.put("message", notice.message());
        } else if (event instanceof RunStarted started) {
            runStarted(started);
        } else if (event instanceof InputsKnown known) {
            inputs(known.inputs());
        } else if (event instanceof ResourcesSampled sampled) {
            sample(sampled.sample());
        } else if (event instanceof PressureChanged changed) {
            line.put("level", ResultJson.lowerCase(changed.level())).put("reason", changed.reason());
        } else if (event instanceof RunFinished finished) {
            runFinished(finished.result());
        } else if (event instanceof OutputReceived) {
            throw new IllegalArgumentException("Output is not logged.");
        }
    }

    private void execution(TestExecution execution) {
        line.put("outcome", ResultJson.lowerCase(execution.outcome()));
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
        UnitResult unit = UnitResult.of(event.result(), event.worker());
        ResultJson.write(line, unit, null);
        line.remove("fingerprint");
        line.put("last", event.last());
    }

    private void classSlow(ClassSlow event) {
        line.put("class", event.className()).put("worker", event.worker());
        duration("runningMs", event.running());
        if (event.current() == null) {
            line.putNull("current");
        } else {
            ResultJson.test(line.putObject("current"), event.current());
        }
    }

    private void runStarted(RunStarted event) {
        RunIdentity identity = event.identity();
        line.put("run", identity.run())
                .put("build", identity.build())
                .put("module", identity.module())
                .put("execution", identity.execution())
                .put("test", identity.test());
        strings("classes", event.classNames());
        line.put("workers", event.workers());
        duration("expectedMs", event.expected());
        ResultJson.write(line.putObject("earlier"), event.earlier());
    }

    private void inputs(RunInputs inputs) {
        ResultJson.settings(line, inputs);
        ObjectNode units = line.putObject("units");
        new TreeMap<>(inputs.units()).forEach(units::put);
    }

    private void sample(ResourceSample sample) {
        line.put("cpuPercent", sample.cpuPercent())
                .put("memoryTotal", sample.memoryTotal())
                .put("memoryAvailable", sample.memoryAvailable())
                .put("diskFree", sample.diskFree());
        Stalls stalls = sample.stalls();
        if (stalls == null) {
            line.putNull("stalls");
        } else {
            line.putObject("stalls")
                    .put("cpuSome", stalls.cpuSome())
                    .put("memorySome", stalls.memorySome())
                    .put("memoryFull", stalls.memoryFull())
                    .put("ioSome", stalls.ioSome())
                    .put("ioFull", stalls.ioFull());
        }
    }

    private void runFinished(RunResult result) {
        duration("durationMs", result.duration());
        line.put("classes", result.classes());
        ResultJson.counts(line.putObject("counts"), result.counts());
        line.put("crashes", result.crashes().size());
        line.put("leaks", result.leaks().size());
        strings("notRun", result.notRun());
        line.put("end", ResultJson.lowerCase(result.end()));
        line.put("stopReason", result.stopReason());
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
}
