package dev.simple.run;

import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.config.UnitLimits;
import dev.simple.model.Interruption;
import dev.simple.model.RunEvent;
import dev.simple.model.WorkerEnd;
import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.ProcessLimitException;
import dev.simple.protocol.WorkerMessage;
import dev.simple.schedule.WorkItem;
import dev.simple.spawn.CommandProcess;
import dev.simple.spawn.ExitCode;
import dev.simple.spawn.ExitStatus;
import dev.simple.spawn.WorkerSpawner;
import java.io.IOException;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Runs spec files for the dispatcher, on its thread, so that they look to it like workers with a class each. */
final class SpecRuns {

    private final SpecFiles specs;
    private final WorkerSpawner spawner;
    private final ActiveClock clock;
    private final Recorder recorder;
    private final RunResults results;
    private final BiConsumer<WorkerState, WorkerMessage> dispatcher;

    SpecRuns(
            SpecFiles specs,
            WorkerSpawner spawner,
            ActiveClock clock,
            Recorder recorder,
            RunResults results,
            BiConsumer<WorkerState, WorkerMessage> dispatcher) {
        this.specs = specs;
        this.spawner = spawner;
        this.clock = clock;
        this.recorder = recorder;
        this.results = results;
        this.dispatcher = dispatcher;
    }

    /** @throws WorkerStartException if the process cannot be started */
    WorkerState start(WorkItem item, int forkNumber, UnitLimits limits) {
        clock.tick();
        String file = item.className();
        CommandProcess process;
        try {
            process = spawner.start(specs, file, forkNumber, limits);
        } catch (ProcessLimitException e) {
            throw new WorkerStartException("The command of " + file + " could not be started: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            throw new WorkerStartException("The command of " + file + " could not be started: " + e.getMessage()
                    + ". Check the command and the working directory of the spec files.");
        }
        WorkerState worker = new WorkerState(process, forkNumber, limits, clock.now());
        worker.spec = new SpecRun(file, process, message -> dispatcher.accept(worker, message));
        worker.phase = WorkerState.Phase.WORKING;
        worker.batch.put(file, item);
        recorder.publish(new RunEvent.WorkerStarted(Instant.now(), worker.number(), forkNumber, process.pid()));
        dispatcher.accept(worker, new WorkerMessage.ClassStarted(file, OutputLengths.ALL));
        return worker;
    }

    /** Reads on; where the process has ended, to the end. */
    void read(WorkerState worker, SpecRun spec) {
        spec.read();
        worker.disconnected = worker.exit != null && spec.isRead();
    }

    /** The process has ended. */
    void exited(WorkerState worker, SpecRun spec) {
        spec.exited();
        read(worker, spec);
    }

    /** The process has ended and everything was read. What is to be run once more goes back to the files. */
    void settle(WorkerState worker, SpecRun spec, Deque<WorkItem> specFiles) {
        ExitStatus exit = Objects.requireNonNull(worker.exit, "It has ended.");
        if (worker.overweight != null) {
            interrupt(worker, spec, worker.overweight.cause(), Interruption.OVERWEIGHT);
        } else if (worker.breach != null) {
            String tail = worker.tail.text();
            interrupt(
                    worker,
                    spec,
                    new InterruptionCause(
                            "dev.simple.TimeLimitExceeded",
                            "The spec file ran longer than " + WorkerDeath.written(worker.breach.limit()) + " ("
                                    + worker.breach.source() + ") and was ended.",
                            tail.isBlank() ? "" : "\nThe end of its output:\n" + tail),
                    Interruption.TIMED_OUT);
        } else if (WorkerExits.isForWantOfMemory(worker)) {
            recorder.notice(crash(exit) + WorkerExits.onceMore(worker));
            worker.openRecordings().forEach(recording -> recorder.abandon(worker, recording));
            worker.batch.values().forEach(item -> specFiles.addLast(item.withNothingBeside()));
        } else if (exit.signal() > 0 || exit.remark() != null) {
            settleCrashed(worker, spec, exit);
        } else {
            spec.end(exit.code(), worker.tail.text());
            String doubt = spec.doubt(exit.code());
            if (doubt != null) {
                recorder.notice(doubt);
            }
        }
    }

    private void settleCrashed(WorkerState worker, SpecRun spec, ExitStatus exit) {
        WorkerEnd end = new WorkerEnd(worker.number(), exit.asExitCode(), crash(exit), worker.tail.text(), null);
        results.add(end);
        List<String> running = worker.runningClasses();
        recorder.publish(new RunEvent.WorkerCrashed(Instant.now(), end, running));
        interrupt(worker, spec, WorkerDeath.cause(end, worker, running), Interruption.CRASHED);
    }

    private String crash(ExitStatus exit) {
        return "The command " + specs.command().get(0) + " " + ExitCode.explain(exit, null) + ".";
    }

    private void interrupt(WorkerState worker, SpecRun spec, InterruptionCause cause, Interruption interruption) {
        spec.interrupt();
        for (ClassRecording recording : worker.openRecordings()) {
            recorder.interrupt(worker, recording, cause);
            recorder.finishClass(worker, recording.className(), interruption);
        }
    }
}
