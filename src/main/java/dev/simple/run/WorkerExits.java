package dev.simple.run;

import dev.simple.model.Interruption;
import dev.simple.model.RunEvent;
import dev.simple.model.WorkerEnd;
import dev.simple.run.WorkerState.Phase;
import dev.simple.schedule.WorkItem;
import dev.simple.schedule.WorkQueue;
import dev.simple.spawn.OomKills;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what becomes of the classes of a worker that is gone: what ran when it died is an error, what it did not get
 * to is outstanding again.
 */
final class WorkerExits {

    private static final int SIGKILL = 9;

    private final WorkerDeath deaths;
    private final Recorder recorder;
    private final RunResults results;

    WorkerExits(WorkerDeath deaths, Recorder recorder, RunResults results) {
        this.deaths = deaths;
        this.recorder = recorder;
        this.results = results;
    }

    void settle(WorkerState worker, WorkQueue queue) {
        TimeLimitBreach breach = worker.breach;
        if (worker.overweight != null) {
            settleOverweight(worker, worker.overweight, queue);
        } else if (breach != null) {
            settleTimedOut(worker, breach, queue);
        } else if (worker.phase == Phase.EXITING) {
            noticeBadExit(worker);
        } else {
            settleCrashed(worker, queue);
        }
    }

    private void noticeBadExit(WorkerState worker) {
        if (worker.exit != null && !worker.exit.isSuccess() && !worker.killedOnExit) {
            recorder.notice("All tests of worker " + worker.number() + " were done when it ended badly. "
                    + deaths.describe(worker).cause());
        }
    }

    private void settleTimedOut(WorkerState worker, TimeLimitBreach breach, WorkQueue queue) {
        List<WorkItem> rest = new ArrayList<>(worker.batch.values());
        boolean unclear = breach.className() == null && !worker.progressed;
        if (unclear && isSeveralFamilies(rest)) {
            queue.putBackAlone(rest);
            return;
        }
        if (unclear) {
            worker.batch.keySet().forEach(className -> recorder.startClass(worker, className));
        }
        if (worker.recordings.isEmpty()) {
            endOutsideOfClasses(worker, breach);
        }
        for (ClassRecording recording : worker.openRecordings()) {
            String className = recording.className();
            if (unclear || className.equals(breach.className())) {
                rest.remove(worker.batch.get(className));
                interrupt(worker, recording, WorkerDeath.cause(breach), Interruption.TIMED_OUT);
            } else {
                recorder.abandon(worker, recording);
            }
        }
        queue.putBack(rest);
    }

    private void settleOverweight(WorkerState worker, MemoryBreach breach, WorkQueue queue) {
        List<WorkItem> rest = new ArrayList<>(worker.batch.values());
        if (breach.unclear()) {
            recorder.notice(String.join(", ", breach.classNames()) + ": "
                    + breach.cause().sentence()
                    + " Other classes had run in the same JVM before; it runs once more, alone, in a new one.");
            runAlone(worker, rest, queue);
            return;
        }
        for (ClassRecording recording : worker.openRecordings()) {
            String className = recording.className();
            if (breach.classNames().contains(className)) {
                rest.remove(worker.batch.get(className));
                interrupt(worker, recording, breach.cause(), Interruption.OVERWEIGHT);
            } else {
                recorder.abandon(worker, recording);
            }
        }
        queue.putBack(rest);
    }

    /** What hangs belongs to no class, a resource that is closed after the last one for example. */
    private void endOutsideOfClasses(WorkerState worker, TimeLimitBreach breach) {
        WorkerEnd end = new WorkerEnd(
                worker.number(),
                worker.exitCode(),
                "Worker " + worker.number() + " did nothing outside of any class for longer than simple.timeout and was"
                        + " killed.",
                WorkerDeath.cause(breach).details(),
                null);
        results.add(end);
        recorder.publish(new RunEvent.WorkerCrashed(Instant.now(), end, List.of()));
        recorder.notice(WorkerDeath.cause(breach).details().strip());
    }

    private void settleCrashed(WorkerState worker, WorkQueue queue) {
        WorkerEnd end = deaths.describe(worker);
        List<WorkItem> rest = new ArrayList<>(worker.batch.values());
        if (!worker.progressed && isSeveralFamilies(rest)) {
            queue.putBackAlone(rest);
            recorder.notice(end.cause() + " No class had begun; each will be run alone.");
            return;
        }
        if (!worker.progressed) {
            worker.batch.keySet().forEach(className -> recorder.startClass(worker, className));
        }
        if (isForWantOfMemory(worker)) {
            recorder.notice(end.cause() + onceMore(worker));
            runAlone(worker, rest, queue);
            return;
        }
        results.add(end);
        List<String> crashed = worker.runningClasses();
        recorder.publish(new RunEvent.WorkerCrashed(Instant.now(), end, crashed));
        for (ClassRecording recording : worker.openRecordings()) {
            rest.remove(worker.batch.get(recording.className()));
            interrupt(worker, recording, WorkerDeath.cause(end, worker, crashed), Interruption.CRASHED);
        }
        queue.putBack(rest);
    }

    /** The kernel killed it, or so it seems, and it was not alone yet. What has a limit of its own would have it again. */
    static boolean isForWantOfMemory(WorkerState worker) {
        return worker.exit != null
                && worker.exit.signal() == SIGKILL
                && worker.exit.remark() == null
                && OomKills.count() > worker.oomKills
                && worker.batch.values().stream().noneMatch(WorkItem::alone);
    }

    /** What is said of it then, after the cause. */
    static String onceMore(WorkerState worker) {
        return " The kernel has killed a process for want of memory meanwhile. "
                + String.join(", ", worker.runningClasses()) + ": runs once more, alone.";
    }

    private void runAlone(WorkerState worker, List<WorkItem> rest, WorkQueue queue) {
        for (ClassRecording recording : worker.openRecordings()) {
            WorkItem item = worker.batch.get(recording.className());
            rest.remove(item);
            recorder.abandon(worker, recording);
            if (item != null) {
                queue.putBackLast(item);
            }
        }
        queue.putBack(rest);
    }

    private static boolean isSeveralFamilies(List<WorkItem> items) {
        return items.stream().map(WorkItem::family).distinct().count() > 1;
    }

    private void interrupt(
            WorkerState worker, ClassRecording recording, InterruptionCause cause, Interruption interruption) {
        recorder.interrupt(worker, recording, cause);
        recorder.finishClass(worker, recording.className(), interruption);
    }
}
