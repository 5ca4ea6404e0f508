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
     * @param memory bytes that it may use with all that descends from it, where the kernel can be told; 0 for no limit
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
            long graceMillis,
            long memory)
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
            out.writeLong(memory);
        }

        /** The same in another environment. */
        public Spawn with(Map<String, String> another) {
            return new Spawn(
                    number,
                    command,
                    workingDirectory,
                    another,
                    withoutEnvironment,
                    stdout,
                    stderr,
                    timeoutMillis,
                    graceMillis,
                    memory);
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

    /** The run has another directory, to be deleted when the runner is dead. */
    record OwnDirectory(String path) implements SupervisorRequest {

        static final byte TYPE = 7;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, path);
        }
    }

    /** The last one: the runner is not dead when it says no more, and deletes the directories of the run itself. */
    record Close() implements SupervisorRequest {

        static final byte TYPE = 8;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /**
     * Give all spawns from now on an address of a container engine at which what they create gets the run's labels.
     *
     * @param engine the address of the real one
     * @param run the value of the label of all that belongs to the run
     * @param directory where there is room for sockets
     */
    record ServeEngine(String engine, String run, String directory) implements SupervisorRequest {

        static final byte TYPE = 6;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, engine);
            Wire.writeString(out, run);
            Wire.writeString(out, directory);
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
            case ServeEngine.TYPE -> new ServeEngine(Wire.readString(in), Wire.readString(in), Wire.readString(in));
            case OwnDirectory.TYPE -> new OwnDirectory(Wire.readString(in));
            case Close.TYPE -> new Close();
            default -> throw new ProtocolException("The runner sent a request of the unknown type " + type + ".");
        };
    }
}
