package dev.simple.model;

/** What tests can leave behind. */
public enum LeakKind {
    PROCESS,
    CONTAINER,
    NETWORK,
    VOLUME
}
