package dev.simple.model;

import org.jspecify.annotations.Nullable;

/**
 * Why an execution did not pass. Everything is text: the exception itself never leaves the worker.
 *
 * @param type the exception's class name
 * @param message the exception's message, null where it has none
 * @param stackTrace the stack trace as it is reported, trimmed if the run is set so
 * @param summary one line for the list of failures, such as {@code FooTest.adds:12 expected: <1> but was: <2>}
 */
public record Problem(String type, @Nullable String message, String stackTrace, String summary) {}
