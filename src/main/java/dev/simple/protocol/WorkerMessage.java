package dev.simple.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says to the runner. Tests have numbers that the worker gives, unique while it lives; 0 is no test.
 */
public sealed interface WorkerMessage extends Message {

    /** The worker has started and waits for its setup. */
    record Ready() implements WorkerMessage {

        static final byte TYPE = 1;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /**
     * Which classes of the request have tests of their own. The others have none, or are run as part of the class that
     * they are nested in.
     */
    record Planned(List<String> classNames) implements WorkerMessage {

        static final byte TYPE = 13;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeStrings(out, classNames);
        }
    }

    /**
     * A class has begun.
     *
     * @param before what had been written natively before
     */
    record ClassStarted(String className, OutputLengths before) implements WorkerMessage {

        static final byte TYPE = 2;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, className);
            before.writeTo(out);
        }
    }

    record TestStarted(int test, TestDescription description) implements WorkerMessage {

        static final byte TYPE = 3;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(test);
            description.writeTo(out);
        }
    }

    /**
     * A test has passed, failed, or skipped itself.
     *
     * @param problem null if it passed or was aborted
     * @param abortReason why it was aborted by an assumption; null if it was not
     */
    record TestFinished(
            int test,
            long nanos,
            @Nullable ProblemDescription problem,
            @Nullable String abortReason) implements WorkerMessage {

        static final byte TYPE = 4;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(test);
            out.writeLong(nanos);
            Wire.writeString(out, abortReason);
            out.writeBoolean(problem != null);
            if (problem != null) {
                problem.writeTo(out);
            }
        }

        static TestFinished read(DataInput in) throws IOException {
            int test = in.readInt();
            long nanos = in.readLong();
            String abortReason = Wire.readNullableString(in);
            return new TestFinished(test, nanos, in.readBoolean() ? ProblemDescription.read(in) : null, abortReason);
        }
    }

    /** A test was not run. */
    record TestSkipped(
            TestDescription description, @Nullable String reason) implements WorkerMessage {

        static final byte TYPE = 5;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            description.writeTo(out);
            Wire.writeString(out, reason);
        }
    }

    /**
     * A class has ended. The times are those of the worker, in milliseconds since 1970: the runner may hear of them
     * later.
     *
     * @param output what had been written natively by then
     */
    record ClassFinished(String className, long startedAt, long finishedAt, OutputLengths output)
            implements WorkerMessage {

        static final byte TYPE = 6;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, className);
            out.writeLong(startedAt);
            out.writeLong(finishedAt);
            output.writeTo(out);
        }
    }

    /**
     * Something was printed.
     *
     * @param className the class that ran, null where none did
     */
    record Output(boolean stderr, int test, @Nullable String className, byte[] bytes) implements WorkerMessage {

        static final byte TYPE = 7;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeBoolean(stderr);
            out.writeInt(test);
            Wire.writeString(out, className);
            Wire.writeBytes(out, bytes);
        }
    }

    /** What had been written natively when the worker was asked. */
    record OutputMeasured(OutputLengths output) implements WorkerMessage {

        static final byte TYPE = 14;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            output.writeTo(out);
        }
    }

    record ThreadDump(String text) implements WorkerMessage {

        static final byte TYPE = 8;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, text);
        }
    }

    /** Everything of the last request has ended. */
    record BatchFinished() implements WorkerMessage {

        static final byte TYPE = 9;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) {}
    }

    /** The JUnit Platform does not accept a setting, so that no test can run. */
    record Rejected(String reason) implements WorkerMessage {

        static final byte TYPE = 10;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, reason);
        }
    }

    /** The worker ends because of this, an OutOfMemoryError for example. */
    record Fatal(ProblemDescription problem) implements WorkerMessage {

        static final byte TYPE = 11;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            problem.writeTo(out);
        }
    }

    /**
     * The worker exits although nobody told it to.
     *
     * @param stackTrace of the thread that called {@code System.exit}; null after a signal
     */
    record Exiting(@Nullable String stackTrace) implements WorkerMessage {

        static final byte TYPE = 12;

        @Override
        public byte type() {
            return TYPE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            Wire.writeString(out, stackTrace);
        }
    }

    /** The message of a frame from a worker. */
    static WorkerMessage read(byte type, DataInput in) throws IOException {
        return switch (type) {
            case Ready.TYPE -> new Ready();
            case Planned.TYPE -> new Planned(Wire.readStrings(in));
            case ClassStarted.TYPE -> new ClassStarted(Wire.readString(in), OutputLengths.read(in));
            case TestStarted.TYPE -> new TestStarted(in.readInt(), TestDescription.read(in));
            case TestFinished.TYPE -> TestFinished.read(in);
            case TestSkipped.TYPE -> new TestSkipped(TestDescription.read(in), Wire.readNullableString(in));
            case ClassFinished.TYPE ->
                new ClassFinished(Wire.readString(in), in.readLong(), in.readLong(), OutputLengths.read(in));
            case Output.TYPE ->
                new Output(in.readBoolean(), in.readInt(), Wire.readNullableString(in), Wire.readBytes(in));
            case OutputMeasured.TYPE -> new OutputMeasured(OutputLengths.read(in));
            case ThreadDump.TYPE -> new ThreadDump(Wire.readString(in));
            case BatchFinished.TYPE -> new BatchFinished();
            case Rejected.TYPE -> new Rejected(Wire.readString(in));
            case Fatal.TYPE -> new Fatal(ProblemDescription.read(in));
            case Exiting.TYPE -> new Exiting(Wire.readNullableString(in));
            default -> throw new ProtocolException("The worker sent a message of the unknown type " + type + ".");
        };
    }
}
