package dev.simple.supervisor;

/** Parts of the containment that can be left out, to show what they are for. */
public enum Layer {
    /** All calls of the operating system that the JDK does not have. */
    NATIVE,
    /** A session of the supervisor's own. */
    SESSION,
    /** The adoption of orphans, by the supervisor and by the runner. */
    ADOPTION,
    /** The mark in the environment of all that is started. */
    MARK,
    /** A control group, where one can be made. */
    CGROUP,
    /** Notes of orphans in the run file, where there is no control group. */
    NOTES,
    /** The removal of containers by the supervisor. */
    CONTAINERS
}
