package dev.simple.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a run, in the order in which the dispatcher saw it. Workers are numbered from 1 in the order of their
 * start; a number is never used twice in a run.
 */
public sealed interface RunEvent {

    /** When the dispatcher saw it. */
    Instant at();

    /**
     * The classes to run are known.
     *
     * @param classNames those that are outstanding
     * @param expected how long the classes took in the last run, summed up over the classes that it knew; null without
     *     any
     * @param earlier what is known already, because this run continues another
     */
    record RunStarted(
            Instant at,
            RunIdentity identity,
            List<String> classNames,
            int workers,
            @Nullable Duration expected,
            EarlierResults earlier)
            implements RunEvent {}

    /** It is known what the results will depend on. Comes before the first {@link ClassFinished}. */
    record InputsKnown(Instant at, RunInputs inputs) implements RunEvent {}

    record WorkerStarted(Instant at, int worker, int forkNumber, long pid) implements RunEvent {}

    /**
     * A class has begun.
     *
     * @param run 1 for the first run, more for reruns
     */
    record ClassStarted(Instant at, String className, int run, int worker) implements RunEvent {}

    record TestStarted(Instant at, TestCase test, int worker) implements RunEvent {}

    record TestFinished(Instant at, TestCase test, TestExecution execution, int worker) implements RunEvent {}

    /**
     * Something was written to stdout or stderr: by a test, by a process that it started, or by the JVM itself.
     *
     * @param className the class that ran, null where none did
     */
    record OutputReceived(Instant at, @Nullable String className, OutputStreamKind kind, byte[] bytes, int worker)
            implements RunEvent {}

    /** A class runs for longer than the slow limit. */
    record ClassSlow(
            Instant at,
            String className,
            Duration running,
            @Nullable TestCase current,
            int worker) implements RunEvent {}

    /**
     * A class has ended.
     *
     * @param last whether this is its last run; otherwise its failed tests are run again and another event follows
     *     with the executions of both
     */
    record ClassFinished(Instant at, ClassResult result, boolean last, int worker) implements RunEvent {}

    /** A worker died. The classes that ran in it follow as finished ones. */
    record WorkerCrashed(Instant at, WorkerEnd end, List<String> classNames) implements RunEvent {}

    record WorkerEnded(Instant at, int worker) implements RunEvent {}

    /** The container of a worker, or of a spec file's command, has ended. Comes before the worker's end. */
    record ContainerEnded(Instant at, int worker, ContainerUse use) implements RunEvent {}

    /**
     * It is known how well the run holds the processes that it starts.
     *
     * @param containment in words
     * @param complete whether there is all that this plugin can do
     */
    record ContainmentKnown(Instant at, String containment, boolean complete) implements RunEvent {}

    /** Processes that tests had left behind were found and ended. */
    record ProcessesLeftBehind(Instant at, List<Leak> processes) implements RunEvent {}

    /** Something that people should know and that changes no verdict. */
    record Notice(Instant at, String message) implements RunEvent {}

    /** Comes every second where the machine is watched. */
    record ResourcesSampled(Instant at, ResourceSample sample) implements RunEvent {}

    /**
     * The run has to step back, or need not any more.
     *
     * @param reason what is exceeded or was, with the numbers, one sentence
     */
    record PressureChanged(Instant at, PressureLevel level, String reason) implements RunEvent {}

    record RunFinished(Instant at, RunResult result) implements RunEvent {}
}
