package dev.simple.model;

/** How much a run has to step back because the machine is short of something. */
public enum PressureLevel {
    /** Not at all. */
    NONE,
    /** The excess is over, and may come back: one class or spec file at a time. */
    EASING,
    /** A limit has been exceeded for its window: nothing new starts. */
    HOLDING,
    /** It did not help, or cannot wait: the run ends. */
    SHUTDOWN
}
