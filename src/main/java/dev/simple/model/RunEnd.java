package dev.simple.model;

/** How a run came to its end. */
public enum RunEnd {
    /** Everything has run. */
    COMPLETE,
    /** Something is outstanding: the run was interrupted, or gave up. */
    STOPPED,
    /** Something is outstanding, because the machine was short of something. */
    RESOURCE_SHUTDOWN
}
