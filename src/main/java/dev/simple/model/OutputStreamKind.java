package dev.simple.model;

/** Which of a process's two output streams something was written to. */
public enum OutputStreamKind {
    STDOUT,
    STDERR
}
