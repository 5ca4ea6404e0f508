package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the runner asks of the supervisor. */
public sealed interface SupervisorRequest extends Message {

    /** The number that stands for all spawns. */
    int EVERYTHING = 0;

    /**
     * Start a process. The answer is {@link SupervisorMessage.Spawned} or {@link SupervisorMessage.NotSpawned}.
     *
     * @param number from 1, never used again
     * @param environment added to the environment of the supervisor
     * @param withoutEnvironment names of the supervisor's variables that it does not get
     * @param stdout the file that its output is appended to
     * @param timeoutMillis after this time it is ended, 0 for never
     * @param graceMillis how long it then has between SIGTERM and SIGKILL
     */
    record Spawn(
            int number,
            List<String> command,
            String workingDirectory,
            Map<String, String> environment,
            List<String> withoutEnvironment,
            String stdout,
            String stderr,
            long timeoutMillis,
            long graceMillis)
            implements SupervisorRequest {

        static final byte TYPE = 1;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(number);
            Wire.writeStrings(out, command);
            Wire.writeString(out, workingDirectory);
            Wire.writeMap(out, environment);
            Wire.writeStrings(out, withoutEnvironment);
            Wire.writeString(out, stdout);
            Wire.writeString(out, stderr);
            out.writeLong(timeoutMillis);
            out.writeLong(graceMillis);
        }

        static Spawn read(DataInput in) throws IOException {
            return new Spawn(
                    in.readInt(),
                    Wire.readStrings(in),
                    Wire.readString(in),
                    Wire.readMap(in),
                    Wire.readStrings(in),
                    Wire.readString(in),
                    Wire.readString(in),
                    in.readLong(),
                    in.readLong());
        }
    }

    /**
     * End a spawn and all that descends from it, or what it has left behind, and forget it. The answer is
     * {@link SupervisorMessage.Ended}. Asked again with less grace, it goes on from there.
     *
     * @param number {@link #EVERYTHING} for all; nothing is started after that
     * @param graceMillis the time between SIGTERM and SIGKILL
     */
    record End(int number, long graceMillis) implements SupervisorRequest {

        static final byte TYPE = 2;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(number);
            out.writeLong(graceMillis);
        }
    }

    /** The runner is well. The answer is {@link SupervisorMessage.Beat}. */
    record Beat() implements SupervisorRequest {

        static final byte TYPE = 3;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /** Say how much memory each spawn uses. The answer is {@link SupervisorMessage.MemoryMeasured}. */
    record MeasureMemory() implements SupervisorRequest {

        static final byte TYPE = 4;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /**
     * From now on, remove what the run has in a container engine when the runner is gone.
     *
     * @param engine the engine's address, empty if nothing is left there to be removed
     * @param run the value of the label of all that belongs to the run
     */
    record WatchEngine(String engine, String run) implements SupervisorRequest {

        static final byte TYPE = 5;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, engine);
            Wire.writeString(out, run);
        }
    }

    /** The message of a frame from the runner. */
    static SupervisorRequest read(byte type, DataInput in) throws IOException {
        return switch (type) {
            case Spawn.TYPE -> Spawn.read(in);
            case End.TYPE -> new End(in.readInt(), in.readLong());
            case Beat.TYPE -> new Beat();
            case MeasureMemory.TYPE -> new MeasureMemory();
            case WatchEngine.TYPE -> new WatchEngine(Wire.readString(in), Wire.readString(in));
            default -> throw new ProtocolException("The runner sent a request of the unknown type " + type + ".");
        };
    }
}
