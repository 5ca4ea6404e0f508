package dev.simple.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a worker JVM ended when it should not have.
 *
 * @param worker the worker's number in this run, from 1
 * @param exitCode as the operating system reports it, 128 + the signal's number after a signal
 * @param cause one sentence for people, the decoded exit code or signal
 * @param outputTail the end of what the process wrote itself, empty if nothing
 * @param errorFile the JVM's fatal error log, null if it left none
 */
public record WorkerEnd(
        int worker,
        int exitCode,
        String cause,
        String outputTail,
        @Nullable Path errorFile) {}
