package dev.simple.protocol;

/** How the kernel limits the memory of a spawn. */
public enum MemoryGroup {
    /** Not at all, or not so that one could rely on it. */
    NONE,
    /** It does, and there is room. */
    WITHIN,
    /** It does, and lets the processes have no more. */
    FULL
}
