package dev.simple.process;

/** Sends signals to one process and never to another that has got its id. */
public interface Signaller {

    /**
     * Sends a signal.
     *
     * @return false if the process is gone or belongs to somebody else
     */
    boolean send(ProcessIdentity process, Signal signal);

    /** The signals that end, stop and continue processes. */
    enum Signal {
        TERMINATE(15),
        KILL(9),
        STOP(19),
        CONTINUE(18);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** The best that this machine has. */
    static Signaller best(ProcessTable table) {
        Linux linux = NativeCalls.find().orElse(null);
        return linux != null ? new LinuxSignaller(linux, table) : new PortableSignaller(table);
    }
}
