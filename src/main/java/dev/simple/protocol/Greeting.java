package dev.simple.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The first thing that a worker or the supervisor says, before any frame: who it is and which version it speaks.
 *
 * @param worker the number that the runner gave it; 0 for the supervisor
 */
public record Greeting(int worker) {

    public void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(Protocol.MAGIC);
        out.writeInt(Protocol.VERSION);
        out.writeInt(worker);
        out.flush();
    }

    /**
     * Reads a greeting.
     *
     * @throws ProtocolException if it is not one, or one of another version
     */
    public static Greeting read(DataInputStream in) throws IOException {
        int magic = in.readInt();
        if (magic != Protocol.MAGIC) {
            throw new ProtocolException("Something that is not a worker has connected (it began with 0x"
                    + Integer.toHexString(magic) + ").");
        }
        int version = in.readInt();
        if (version != Protocol.VERSION) {
            throw new ProtocolException("The worker speaks version " + version + " of the protocol, the plugin version "
                    + Protocol.VERSION + ". Two versions of the plugin are on the worker's class path; remove one.");
        }
        return new Greeting(in.readInt());
    }
}
