package dev.simple.process;

/**
 * A process as it was when the table was read.
 *
 * @param state Linux's letter: {@code Z} has ended and was not waited for, {@code T} is stopped, {@code t} is held by a
 *     tracer
 * @param parent the id of its parent
 * @param group the id of its process group, 0 where there is none
 * @param session the id of its session, 0 where there is none
 */
public record ProcessEntry(ProcessIdentity identity, char state, long parent, long group, long session) {

    public long pid() {
        return identity.pid();
    }

    /** Whether it runs or could run again. */
    public boolean isAlive() {
        return state != 'Z' && state != 'X';
    }

    /** Whether a signal or the terminal has stopped it. */
    public boolean isStopped() {
        return state == 'T';
    }

    /** Whether a debugger of native code holds it. */
    public boolean isTraced() {
        return state == 't';
    }
}
