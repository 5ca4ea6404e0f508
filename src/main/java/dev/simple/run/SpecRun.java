package dev.simple.run;

import dev.simple.model.UnitName;
import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.ProblemDescription;
import dev.simple.protocol.TestDescription;
import dev.simple.protocol.WorkerMessage;
import dev.simple.spawn.CommandProcess;
import dev.simple.spawn.NativeOutput;
import dev.simple.tap.TapListener;
import dev.simple.tap.TapReader;
import dev.simple.tap.TapTest;
import dev.simple.tap.TapTest.Directive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a spec file: says of what its command writes, and of how it ends, what a worker says of a class. */
final class SpecRun {

    /** By Automake's convention. */
    private static final int SKIPPED = 77;

    /** So many chunks of 64 KiB are read at a time; in between, the dispatcher looks after the others. */
    private static final int CHUNKS = 256;

    private static final int MAX_SUMMARY = 500;

    /** A file that the process writes, as far as it is to be read. */
    private static final class Source {
        final NativeOutput file;
        long left = Long.MAX_VALUE;
        boolean ended;

        Source(NativeOutput file) {
            this.file = file;
        }

        void end() throws IOException {
            left = file.unread();
            ended = true;
        }

        void read(Consumer<byte[]> reader) throws IOException {
            for (int i = 0; i < CHUNKS && left > 0; i++) {
                byte[] bytes = file.read();
                if (bytes.length == 0) {
                    left = ended ? 0 : left;
                    return;
                }
                left -= bytes.length;
                reader.accept(bytes);
            }
        }
    }

    private final String file;
    private final Consumer<WorkerMessage> listener;
    private final TapReader tap = new TapReader(new Tests());
    private final Source stdout;
    private final Source stderr;
    private final long startedAt = System.nanoTime();
    private final Map<Integer, Long> nanos = new HashMap<>();
    private long lastTestAt = startedAt;
    private int testsStarted;
    private @Nullable IOException unreadable;

    /** @param file relative to the directory of the spec files */
    SpecRun(String file, CommandProcess process, Consumer<WorkerMessage> listener) {
        this.file = file;
        this.listener = listener;
        this.stdout = new Source(process.stdout());
        this.stderr = new Source(process.stderr());
    }

    private final class Tests implements TapListener {

        @Override
        public void output(byte[] bytes) {
            write(false, bytes);
        }

        @Override
        public void started(TapTest test) {
            long now = System.nanoTime();
            nanos.put(test.serial(), now - lastTestAt);
            lastTestAt = now;
            start(file + "/" + test.pathText(), test.name());
        }

        @Override
        public void finished(TapTest test) {
            Long measured = nanos.remove(test.serial());
            Duration told = test.duration();
            boolean skipped = test.directive() == Directive.SKIP || (test.directive() == Directive.TODO && !test.ok());
            finish(
                    test.serial(),
                    told != null ? told.toNanos() : measured == null ? 0 : measured,
                    skipped || test.ok() ? null : problem(test),
                    skipped ? reason(test) : null);
        }
    }

    /** Reads some of what was written since the last time. */
    void read() {
        try {
            stderr.read(bytes -> write(true, bytes));
            stdout.read(tap::accept);
        } catch (IOException e) {
            abandon(e);
        }
    }

    /** The process has ended: what others write from now on, who inherited its streams, is not waited for. */
    void exited() {
        try {
            stdout.end();
            stderr.end();
        } catch (IOException e) {
            abandon(e);
        }
    }

    /** Whether everything was read that had been written when the process ended. */
    boolean isRead() {
        return stdout.left <= 0 && stderr.left <= 0;
    }

    private void abandon(IOException e) {
        unreadable = e;
        stdout.left = 0;
        stderr.left = 0;
    }

    /** Takes what was read as it is, with the file as a whole for the test that runs. */
    void interrupt() {
        tap.end();
        startWhole();
    }

    /** What the file amounts to, whose command exited by itself. */
    void end(int exitCode, String outputTail) {
        tap.end();
        List<String> inconsistencies = inconsistencies(exitCode);
        String skipReason = tap.isTap() ? tap.skipReason() : "The command exited with code " + SKIPPED + ".";
        if (!inconsistencies.isEmpty()) {
            String text = String.join(" ", inconsistencies);
            finishWhole(problem(false, "dev.simple.InconsistentSpec", text, outputTail), null);
        } else if (skipReason != null && (tap.isTap() || exitCode == SKIPPED)) {
            finishWhole(null, skipReason.isEmpty() ? "The plan is 1..0." : skipReason);
        } else if (!tap.isTap()) {
            String text = "The command exited with code " + exitCode + ".";
            finishWhole(exitCode == 0 ? null : problem(true, "dev.simple.SpecFailure", text, outputTail), null);
        }
        long now = System.currentTimeMillis();
        listener.accept(new WorkerMessage.ClassFinished(
                file, now - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt), now, OutputLengths.ALL));
    }

    /** What the user should know of a file that passed, null if nothing. */
    @Nullable
    String doubt(int exitCode) {
        String suspect = tap.suspect();
        return exitCode != 0 || suspect == null
                ? null
                : file + " passed, for its command exited with code 0, although it printed \"" + suspect
                        + "\". If that is meant as TAP, print a plan, such as 1..3, before anything else.";
    }

    private List<String> inconsistencies(int exitCode) {
        List<String> sentences = new ArrayList<>();
        if (unreadable != null) {
            sentences.add("What the command wrote could not be read: " + unreadable.getMessage());
        }
        if (!tap.isTap()) {
            return sentences;
        }
        String bailOut = tap.bailOut();
        if (bailOut == null) {
            sentences.addAll(tap.inconsistencies());
        } else {
            sentences.add(bailOut.isEmpty() ? "It bailed out." : "It bailed out: " + bailOut);
        }
        boolean skipped = tap.skipReason() != null && exitCode == SKIPPED;
        if (exitCode != 0 && !skipped && (tap.failures() == 0 || !sentences.isEmpty())) {
            sentences.add("The command exited with code " + exitCode
                    + (tap.failures() == 0 ? ", although no test failed." : "."));
        }
        return sentences;
    }

    private void write(boolean error, byte[] bytes) {
        listener.accept(new WorkerMessage.Output(error, testsStarted + 1, file, bytes));
    }

    private void start(String uniqueId, String name) {
        listener.accept(
                new WorkerMessage.TestStarted(++testsStarted, new TestDescription(file, file, uniqueId, name, name)));
    }

    private void startWhole() {
        start(file, file);
    }

    private void finishWhole(@Nullable ProblemDescription problem, @Nullable String skipReason) {
        startWhole();
        finish(testsStarted, System.nanoTime() - startedAt, problem, skipReason);
    }

    private void finish(int test, long nanos, @Nullable ProblemDescription problem, @Nullable String skipReason) {
        listener.accept(new WorkerMessage.TestFinished(test, nanos, problem, skipReason));
    }

    private static String reason(TapTest test) {
        if (test.directive() == Directive.SKIP) {
            return test.reason();
        }
        return test.reason().isEmpty() ? "TODO" : "TODO: " + test.reason();
    }

    private ProblemDescription problem(TapTest test) {
        String message = test.message() == null ? "not ok" : test.message();
        return new ProblemDescription(
                true,
                "dev.simple.SpecFailure",
                message,
                test.details(),
                UnitName.simple(file) + "." + test.name() + " \u00bb " + firstLine(message));
    }

    private ProblemDescription problem(boolean failure, String type, String text, String outputTail) {
        String end = outputTail.isBlank() ? "" : "\nThe end of its output:\n" + outputTail.stripTrailing() + "\n";
        return new ProblemDescription(
                failure, type, text, text + "\n" + end, UnitName.simple(file) + " \u00bb " + text);
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= MAX_SUMMARY ? line : line.substring(0, MAX_SUMMARY) + "...";
    }
}
