package dev.simple.run;

import dev.simple.config.UnitLimits;
import dev.simple.protocol.ProblemDescription;
import dev.simple.protocol.RunnerMessage;
import dev.simple.schedule.WorkItem;
import dev.simple.spawn.ExitStatus;
import dev.simple.spawn.OomKills;
import dev.simple.spawn.TestProcess;
import dev.simple.spawn.WorkerProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the dispatcher knows of one worker, or of the command of one spec file. */
final class WorkerState {

    /** Where a worker is in its life. */
    enum Phase {
        STARTING,
        /** Connected, without work. */
        READY,
        WORKING,
        /** Told to exit. */
        EXITING
    }

    final TestProcess process;
    final Map<String, WorkItem> batch = new LinkedHashMap<>();
    final Map<String, ClassRecording> recordings = new LinkedHashMap<>();
    final Map<Integer, ClassRecording> tests = new HashMap<>();
    final OutputTail tail = new OutputTail();
    /** What the process may use, from its start. */
    final UnitLimits limits;

    Phase phase = Phase.STARTING;
    /** 0 while it has none. */
    int forkNumber;
    /** Active time of the last thing that it said about its progress. */
    Duration lastProgress;

    boolean progressed;
    boolean served;

    /** Active time at which it got its first class, null if it has had none. */
    @Nullable
    Duration workingSince;

    /** How many classes have run in it to their end. */
    int finished;

    boolean disconnected;

    /** Whether it was asked how much was written natively, and has not answered. */
    boolean outputAsked;

    @Nullable
    ExitStatus exit;

    @Nullable
    Duration exitSeen;

    @Nullable
    ProblemDescription fatal;

    @Nullable
    String exitCaller;

    /** How many classes it may run at once. */
    int admitted = RunnerMessage.Admit.ALL;

    /** Bytes that its processes used when they were last looked at. */
    long memory;

    /** The last class that it was let start without room for it, because nothing ran beside it. */
    @Nullable
    String solitary;

    boolean killedOnStart;
    boolean killedOnExit;

    @Nullable
    TimeLimitBreach breach;

    @Nullable
    MemoryBreach overweight;

    /** How often the kernel had killed for want of memory when it was started. */
    final long oomKills = OomKills.count();

    /** Null for a worker JVM. */
    @Nullable
    SpecRun spec;

    WorkerState(TestProcess process, int forkNumber, UnitLimits limits, Duration now) {
        this.limits = limits;
        this.process = process;
        this.forkNumber = forkNumber;
        this.lastProgress = now;
    }

    /** What the exit code was in a shell's words, -1 while it is not known. */
    int exitCode() {
        return exit == null ? -1 : exit.asExitCode();
    }

    int number() {
        return process.number();
    }

    /** Starts no further class for now. */
    boolean isHeld() {
        return admitted == RunnerMessage.Admit.NONE;
    }

    /** What it starts next, if JUnit keeps to the order; null if it has started everything. */
    @Nullable
    WorkItem next() {
        return batch.values().stream()
                .filter(item -> !recordings.containsKey(item.className()))
                .findFirst()
                .orElse(null);
    }

    /** Whether something of its batch is to have the machine for itself. */
    boolean wantsNothingBeside() {
        return batch.values().stream()
                .anyMatch(item -> item.alone() || item.className().equals(solitary));
    }

    /** Without effect on a command, which does not listen. */
    void send(RunnerMessage message) {
        if (process instanceof WorkerProcess jvm) {
            jvm.send(message);
        }
    }

    void disconnect() {
        if (process instanceof WorkerProcess jvm) {
            jvm.disconnect();
        }
    }

    /** Ended by the run, with what it had started. */
    boolean wasEnded() {
        return breach != null || overweight != null || killedOnStart || killedOnExit;
    }

    /** Connected once, so that the JVM works. */
    boolean hasStarted() {
        return phase != Phase.STARTING;
    }

    boolean isGone() {
        return exit != null && disconnected;
    }

    List<String> runningClasses() {
        return List.copyOf(recordings.keySet());
    }

    Collection<ClassRecording> openRecordings() {
        return List.copyOf(recordings.values());
    }

    /** The only class that runs, null if none or several do. */
    @Nullable
    ClassRecording soleRecording() {
        return recordings.size() == 1 ? recordings.values().iterator().next() : null;
    }
}
