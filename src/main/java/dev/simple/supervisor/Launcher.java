package dev.simple.supervisor;

import dev.simple.process.ProcessEntry;
import dev.simple.protocol.SupervisorRequest.Spawn;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Starts processes and learns how they end. Used by one thread. */
interface Launcher {

    /**
     * The end of a process that was started here.
     *
     * @param code its exit code, 0 if a signal ended it
     * @param signal the signal that ended it, 0 if it exited
     */
    record Exit(long pid, int code, int signal) {}

    /**
     * Starts a process.
     *
     * @return its id
     * @throws IOException if it cannot be started, in the system's words
     */
    long start(Spawn spawn) throws IOException;

    /** Those that have ended since the last time. */
    List<Exit> exits();

    /** Whether this process has children, started here or adopted. */
    boolean hasChildren();

    /** Kills the process groups of these, as far as it is certain that nobody else is in them. */
    void killGroups(Collection<ProcessEntry> processes);
}
