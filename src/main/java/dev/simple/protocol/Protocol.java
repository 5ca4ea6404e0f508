package dev.simple.protocol;

/** The constants of the conversation. Any change of a message after a release changes the version. */
public final class Protocol {

    /** The first four bytes that a worker or the supervisor sends. */
    public static final int MAGIC = 0x534D5057;

    public static final int VERSION = 1;

    /** The largest frame in bytes; what is longer is cut or split by the sender. */
    public static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    private Protocol() {}
}
