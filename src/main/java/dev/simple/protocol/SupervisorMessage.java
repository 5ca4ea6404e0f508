package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What the supervisor tells the runner. */
public sealed interface SupervisorMessage extends Message {

    /**
     * Comes first and once.
     *
     * @param layers what holds the processes, in words
     * @param missing why there is not more, empty if there is everything
     * @param grouped whether all that it starts is in a control group
     */
    record Ready(List<String> layers, String missing, boolean grouped) implements SupervisorMessage {

        static final byte TYPE = 1;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeStrings(out, layers);
            Wire.writeString(out, missing);
            out.writeBoolean(grouped);
        }
    }

    /**
     * A process runs.
     *
     * @param start as in {@code /proc/PID/stat}, to tell it from a later one with the same id
     */
    record Spawned(int number, long pid, long start) implements SupervisorMessage {

        static final byte TYPE = 2;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(number);
            out.writeLong(pid);
            out.writeLong(start);
        }
    }

    /**
     * A process could not be started.
     *
     * @param limited whether that is because of a limit of processes
     */
    record NotSpawned(int number, String reason, boolean limited) implements SupervisorMessage {

        static final byte TYPE = 3;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(number);
            Wire.writeString(out, reason);
            out.writeBoolean(limited);
        }
    }

    /**
     * A spawn has ended and was waited for. What it left behind still runs.
     *
     * @param code its exit code, 0 if a signal ended it
     * @param signal the signal that ended it, 0 if it exited
     * @param timedOut whether it was ended because its time was over
     */
    record Exited(int number, int code, int signal, boolean timedOut) implements SupervisorMessage {

        static final byte TYPE = 4;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(number);
            out.writeInt(code);
            out.writeInt(signal);
            out.writeBoolean(timedOut);
        }
    }

    /**
     * Nothing of a spawn is left, or of any, but for the survivors.
     *
     * @param ended what was still there when it was asked for, and was ended
     * @param survivors what cannot be ended, processes of another user for example
     */
    record Ended(int number, List<EndedProcess> ended, List<EndedProcess> survivors) implements SupervisorMessage {

        static final byte TYPE = 5;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(number);
            EndedProcess.writeAll(out, ended);
            EndedProcess.writeAll(out, survivors);
        }
    }

    /** The supervisor is well. */
    record Beat() implements SupervisorMessage {

        static final byte TYPE = 6;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /** The supervisor ends everything by itself, and then itself. */
    record GivingUp(String reason) implements SupervisorMessage {

        static final byte TYPE = 7;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, reason);
        }
    }

    /** How much memory each spawn uses that runs. */
    record MemoryMeasured(List<MemoryUse> uses) implements SupervisorMessage {

        static final byte TYPE = 8;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            MemoryUse.writeAll(out, uses);
        }
    }

    /** A process has lost its parent and become a child of the supervisor. */
    record Adopted(long pid, long start) implements SupervisorMessage {

        static final byte TYPE = 10;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeLong(pid);
            out.writeLong(start);
        }
    }

    /**
     * Tests create something in the container engine, where it has to be looked for at the end.
     *
     * @param underWay whether the engine has yet to answer; comes before it is asked, and again when it has answered all
     */
    record Creating(boolean underWay) implements SupervisorMessage {

        static final byte TYPE = 9;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeBoolean(underWay);
        }
    }

    /** The message of a frame from the supervisor. */
    static SupervisorMessage read(byte type, DataInput in) throws IOException {
        return switch (type) {
            case Ready.TYPE -> new Ready(Wire.readStrings(in), Wire.readString(in), in.readBoolean());
            case Spawned.TYPE -> new Spawned(in.readInt(), in.readLong(), in.readLong());
            case NotSpawned.TYPE -> new NotSpawned(in.readInt(), Wire.readString(in), in.readBoolean());
            case Exited.TYPE -> new Exited(in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
            case Ended.TYPE -> new Ended(in.readInt(), EndedProcess.readAll(in), EndedProcess.readAll(in));
            case Beat.TYPE -> new Beat();
            case GivingUp.TYPE -> new GivingUp(Wire.readString(in));
            case MemoryMeasured.TYPE -> new MemoryMeasured(MemoryUse.readAll(in));
            case Creating.TYPE -> new Creating(in.readBoolean());
            case Adopted.TYPE -> new Adopted(in.readLong(), in.readLong());
            default -> throw new ProtocolException("The supervisor sent a message of the unknown type " + type + ".");
        };
    }
}
