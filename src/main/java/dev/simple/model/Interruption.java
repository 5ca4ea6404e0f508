package dev.simple.model;

/** Why a class did not run to its end. */
public enum Interruption {
    /** Its worker died while it ran. */
    CRASHED,
    /** It was ended because it ran longer than the time limit. */
    TIMED_OUT,
    /** It was ended because its processes used more memory than they may. */
    OVERWEIGHT
}
