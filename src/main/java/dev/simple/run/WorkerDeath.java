package dev.simple.run;

import dev.simple.model.WorkerEnd;
import dev.simple.protocol.ProblemDescription;
import dev.simple.spawn.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds words for the end of a worker: from its own last words, its fatal error log, or its exit code. */
final class WorkerDeath {

    private final List<Path> errorFileDirectories;

    WorkerDeath(List<Path> errorFileDirectories) {
        this.errorFileDirectories = errorFileDirectories;
    }

    /** How a worker ended; it must be gone. */
    WorkerEnd describe(WorkerState worker) {
        int exitCode = worker.exitCode();
        Path errorFile = ExitCode.errorFile(
                worker.process.pid(), worker.number(), worker.process.startedAt(), errorFileDirectories);
        return new WorkerEnd(
                worker.number(),
                exitCode,
                "Worker " + worker.number() + " " + cause(worker, errorFile) + ".",
                worker.tail.text(),
                errorFile);
    }

    private static String cause(WorkerState worker, @Nullable Path errorFile) {
        ProblemDescription fatal = worker.fatal;
        if (fatal != null) {
            return "ended because of " + fatal.type() + (fatal.message() == null ? "" : ": " + fatal.message());
        }
        if (worker.exitCaller != null) {
            return "exited with code " + worker.exitCode() + ", because System.exit was called";
        }
        if (worker.killedOnStart) {
            return "did not become ready within simple.timeout and was killed";
        }
        boolean explicable =
                worker.exit != null && (worker.hasStarted() || errorFile != null || worker.exit.remark() != null);
        return explicable
                ? ExitCode.explain(Objects.requireNonNull(worker.exit), errorFile)
                : "ended with exit code " + worker.exitCode() + " before it was ready";
    }

    /** What is reported for the tests that ran in a worker when it died. */
    static InterruptionCause cause(WorkerEnd end, WorkerState worker, List<String> runningClasses) {
        StringBuilder details = new StringBuilder();
        if (runningClasses.size() > 1) {
            details.append("Several classes were running in it: ")
                    .append(String.join(", ", runningClasses))
                    .append(".\n");
        }
        if (end.errorFile() != null) {
            details.append("The JVM's fatal error log: ")
                    .append(end.errorFile())
                    .append('\n');
        }
        if (worker.exitCaller != null) {
            details.append("\nIt was called by:\n").append(worker.exitCaller);
        }
        if (worker.fatal != null) {
            details.append('\n').append(worker.fatal.stackTrace());
        }
        if (!end.outputTail().isBlank()) {
            details.append("\nThe end of its output:\n")
                    .append(end.outputTail().stripTrailing())
                    .append('\n');
        }
        return new InterruptionCause("dev.simple.WorkerCrash", end.cause(), details.toString());
    }

    /** What is reported for a class that ran too long. */
    static InterruptionCause cause(TimeLimitBreach breach) {
        String sentence =
                "The class ran longer than " + written(breach.limit()) + " (" + breach.source() + ") and was ended.";
        String threads = breach.threadDump();
        String details = threads != null
                ? "\nWhat its threads were doing:\n\n" + threads
                : "\nThere is no thread dump: the worker did not answer"
                        + (breach.stopped() ? ", it was stopped by a signal (SIGSTOP).\n" : ".\n");
        return new InterruptionCause("dev.simple.TimeLimitExceeded", sentence, details);
    }

    static String written(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }
}
