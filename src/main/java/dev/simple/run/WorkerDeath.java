package dev.simple.run;

import dev.simple.model.Problem;
import dev.simple.model.WorkerEnd;
import dev.simple.protocol.ProblemDescription;
import dev.simple.spawn.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds words for the end of a worker: from its own last words, its fatal error log, or its exit code. */
final class WorkerDeath {

    private final List<Path> errorFileDirectories;

    WorkerDeath(List<Path> errorFileDirectories) {
        this.errorFileDirectories = errorFileDirectories;
    }

    /** How a worker ended; it must be gone. */
    WorkerEnd describe(WorkerState worker) {
        int exitCode = worker.exitCode == null ? -1 : worker.exitCode;
        Path errorFile = ExitCode.errorFile(worker.process.pid(), errorFileDirectories);
        return new WorkerEnd(
                worker.number(),
                exitCode,
                "Worker " + worker.number() + " " + cause(worker, exitCode, errorFile) + ".",
                worker.tail.text(),
                errorFile);
    }

    private static String cause(WorkerState worker, int exitCode, @Nullable Path errorFile) {
        ProblemDescription fatal = worker.fatal;
        if (fatal != null) {
            return "ended because of " + fatal.type() + (fatal.message() == null ? "" : ": " + fatal.message());
        }
        if (worker.exitCaller != null) {
            return "exited with code " + exitCode + ", because System.exit was called";
        }
        return ExitCode.explain(exitCode, errorFile);
    }

    /** What is reported for the tests that ran in a worker when it died. */
    static Problem problem(WorkerEnd end, WorkerState worker, List<String> runningClasses) {
        StringBuilder text = new StringBuilder(end.cause()).append('\n');
        if (runningClasses.size() > 1) {
            text.append("Several classes were running in it: ")
                    .append(String.join(", ", runningClasses))
                    .append(".\n");
        }
        if (end.errorFile() != null) {
            text.append("The JVM's fatal error log: ").append(end.errorFile()).append('\n');
        }
        if (worker.exitCaller != null) {
            text.append("\nIt was called by:\n").append(worker.exitCaller);
        }
        if (worker.fatal != null) {
            text.append('\n').append(worker.fatal.stackTrace());
        }
        if (!end.outputTail().isBlank()) {
            text.append("\nThe end of its output:\n")
                    .append(end.outputTail().stripTrailing())
                    .append('\n');
        }
        return new Problem(
                "dev.simple.WorkerCrash", end.cause(), text.toString(), summary(runningClasses, end.cause()));
    }

    /** What is reported for a class that ran too long. */
    static Problem problem(TimeLimitBreach breach, String className) {
        String message = className + " ran longer than the limit of " + written(breach.limit())
                + " for one class (simple.timeout) and was ended.";
        String threads = breach.threadDump();
        String rest = threads != null
                ? "\nWhat its threads were doing:\n\n" + threads
                : "\nThere is no thread dump: the worker did not answer"
                        + (breach.stopped() ? ", it was stopped by a signal (SIGSTOP).\n" : ".\n");
        return new Problem(
                "dev.simple.TimeLimitExceeded", message, message + "\n" + rest, summary(List.of(className), message));
    }

    private static String summary(List<String> classNames, String cause) {
        return classNames.stream()
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .collect(Collectors.joining(", "))
                + " \u00bb " + cause;
    }

    private static String written(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }
}
