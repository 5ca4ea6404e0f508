package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the runner says to a worker. */
public sealed interface RunnerMessage extends Message {

    /**
     * Comes first and once.
     *
     * @param systemProperties those that depend on the fork number; all others the worker has from its start
     * @param parameters configuration parameters of the JUnit Platform
     * @param groups tag expressions of which one must match, empty for all
     * @param excludedGroups tag expressions of which none may match
     * @param engines ids of the engines that run, empty for all
     * @param excludedEngines ids of engines that do not run
     * @param methodRules which methods run, empty for all
     * @param marksOutput whether the worker's stdout and stderr are pipes to a container engine, so that it writes an
     *     {@link OutputMark} to tell their length
     */
    record Setup(
            Map<String, String> systemProperties,
            Map<String, String> parameters,
            List<String> groups,
            List<String> excludedGroups,
            List<String> engines,
            List<String> excludedEngines,
            List<MethodRule> methodRules,
            boolean trimStackTrace,
            boolean marksOutput)
            implements RunnerMessage {

        static final byte TYPE = 1;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeMap(out, systemProperties);
            Wire.writeMap(out, parameters);
            Wire.writeStrings(out, groups);
            Wire.writeStrings(out, excludedGroups);
            Wire.writeStrings(out, engines);
            Wire.writeStrings(out, excludedEngines);
            out.writeInt(methodRules.size());
            for (MethodRule rule : methodRules) {
                out.writeBoolean(rule.exclude());
                Wire.writeString(out, rule.classRegex());
                Wire.writeString(out, rule.methodRegex());
            }
            out.writeBoolean(trimStackTrace);
            out.writeBoolean(marksOutput);
        }

        static Setup read(DataInput in) throws IOException {
            return new Setup(
                    Wire.readMap(in),
                    Wire.readMap(in),
                    Wire.readStrings(in),
                    Wire.readStrings(in),
                    Wire.readStrings(in),
                    Wire.readStrings(in),
                    readRules(in),
                    in.readBoolean(),
                    in.readBoolean());
        }

        private static List<MethodRule> readRules(DataInput in) throws IOException {
            int size = in.readInt();
            List<MethodRule> rules = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                rules.add(new MethodRule(in.readBoolean(), Wire.readString(in), Wire.readNullableString(in)));
            }
            return rules;
        }
    }

    /** Run these classes in one request. */
    record RunClasses(List<String> classNames) implements RunnerMessage {

        static final byte TYPE = 2;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeStrings(out, classNames);
        }
    }

    /** Run these tests or containers again in one request; the filters apply to what is in a container. */
    record RunTests(List<String> uniqueIds) implements RunnerMessage {

        static final byte TYPE = 3;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeStrings(out, uniqueIds);
        }
    }

    /** Answer with a {@link WorkerMessage.ThreadDump} at once, whatever is running. */
    record DumpThreads() implements RunnerMessage {

        static final byte TYPE = 4;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /** Tell how much was written natively. */
    record MeasureOutput() implements RunnerMessage {

        static final byte TYPE = 7;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /**
     * Start no class while as many as this are running; what has started goes on.
     *
     * @param classes {@link #NONE}, {@link #ONE} or {@link #ALL}, with which a worker begins
     */
    record Admit(int classes) implements RunnerMessage {

        public static final int NONE = 0;
        public static final int ONE = 1;
        public static final int ALL = Integer.MAX_VALUE;

        static final byte TYPE = 6;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(classes);
        }
    }

    /** There is nothing left to do: exit. */
    record Exit() implements RunnerMessage {

        static final byte TYPE = 5;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /** The message of a frame from the runner. */
    static RunnerMessage read(byte type, DataInput in) throws IOException {
        return switch (type) {
            case Setup.TYPE -> Setup.read(in);
            case RunClasses.TYPE -> new RunClasses(Wire.readStrings(in));
            case RunTests.TYPE -> new RunTests(Wire.readStrings(in));
            case DumpThreads.TYPE -> new DumpThreads();
            case MeasureOutput.TYPE -> new MeasureOutput();
            case Exit.TYPE -> new Exit();
            case Admit.TYPE -> new Admit(in.readInt());
            default -> throw new ProtocolException("The runner sent a message of the unknown type " + type + ".");
        };
    }
}
