package dev.simple.run;

import dev.simple.config.RunConfiguration.TimeLimits;
import dev.simple.model.RunEvent;
import dev.simple.protocol.RunnerMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Warns of slow classes and ends those over the time limit: first asks for the threads, then ends the worker. */
final class TimeLimitWatch {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration DISCONNECT = Duration.ofSeconds(5);

    private final TimeLimits limits;
    private final LimitsOfUnits ofUnits;
    private final boolean debugged;
    private final ActiveClock clock;
    private final Recorder recorder;

    /** @param debugged whether workers wait for people, who take the time that they need */
    TimeLimitWatch(TimeLimits limits, LimitsOfUnits ofUnits, boolean debugged, ActiveClock clock, Recorder recorder) {
        this.limits = limits;
        this.ofUnits = ofUnits;
        this.debugged = debugged;
        this.clock = clock;
        this.recorder = recorder;
    }

    void check(WorkerState worker) {
        Duration now = clock.now();
        if (worker.exitSeen != null) {
            // A process that inherited the channel would keep it open for ever.
            if (worker.spec == null && !worker.disconnected && isOver(worker.exitSeen, DISCONNECT)) {
                worker.disconnect();
                worker.disconnected = true;
            }
            return;
        }
        if (worker.overweight != null || (debugged && worker.spec == null)) {
            return;
        }
        TimeLimitBreach breach = worker.breach;
        if (breach != null) {
            if (breach.killAt().compareTo(now) <= 0) {
                worker.process.end();
            }
            return;
        }
        switch (worker.phase) {
            case STARTING -> {
                if (isOver(worker.lastProgress, limits.timeout())) {
                    worker.killedOnStart = true;
                    worker.process.end();
                }
            }
            case READY -> {}
            case WORKING -> checkClasses(worker);
            case EXITING -> {
                if (isOver(worker.lastProgress, limits.exit())) {
                    recorder.notice("Worker " + worker.number() + " had nothing left to do and did not exit within "
                            + limits.exit().toSeconds() + " s; it was killed.");
                    worker.lastProgress = now.plus(limits.timeout());
                    worker.killedOnExit = true;
                    worker.process.end();
                }
            }
        }
    }

    /** The worker has told what its threads do. */
    void answered(WorkerState worker, String threadDump) {
        if (worker.breach != null) {
            worker.breach = worker.breach.withThreadDump(threadDump);
            worker.process.end();
        }
    }

    private void checkClasses(WorkerState worker) {
        for (ClassRecording recording : worker.openRecordings()) {
            Duration running = recording.runningSince(clock.now());
            boolean isSpecFile = worker.spec != null;
            Duration limit = ofUnits.timeout(recording.className(), isSpecFile);
            if (running.compareTo(limit) > 0) {
                String source = ofUnits.timeoutSource(recording.className(), isSpecFile);
                breach(worker, recording.className(), limit, source);
                return;
            }
            if (running.compareTo(limits.slow()) > 0 && recording.becomesSlow()) {
                recorder.publish(new RunEvent.ClassSlow(
                        Instant.now(), recording.className(), running, recording.currentTest(), worker.number()));
            }
        }
        Duration since = worker.workingSince;
        if (!limits.worker().isZero()
                && since != null
                && isOver(since, limits.worker())
                && !worker.recordings.isEmpty()) {
            breach(worker, worker.runningClasses().get(0), limits.worker(), "forkedProcessTimeoutInSeconds");
            return;
        }
        if (worker.isHeld()) {
            worker.lastProgress = clock.now();
        }
        if (worker.recordings.isEmpty() && isOver(worker.lastProgress, limits.timeout())) {
            breach(worker, null, limits.timeout(), "simple.timeout");
        }
    }

    private void breach(WorkerState worker, @Nullable String className, Duration limit, String source) {
        boolean stopped = worker.process.isStopped();
        boolean answers = !stopped && worker.spec == null;
        Duration killAt = answers ? clock.now().plus(ANSWER) : clock.now();
        worker.breach = new TimeLimitBreach(className, limit, source, stopped, killAt, null);
        if (answers) {
            worker.send(new RunnerMessage.DumpThreads());
        }
    }

    private boolean isOver(Duration since, Duration limit) {
        return clock.now().minus(since).compareTo(limit) > 0;
    }
}
