package dev.simple.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.tap.TapLine.Comment;
import dev.simple.tap.TapLine.Plan;
import dev.simple.tap.TapLine.Point;
import dev.simple.tap.TapLine.Subtest;
import dev.simple.tap.TapLine.Version;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a program writes, and finds out whether it is TAP: it is from a line {@code TAP version N} on, wherever that
 * stands, or if the first line that is neither blank nor a comment is a plan, the comment of a subtest, or a test with the
 * number 1 as producers write it. Memory is bounded whatever is written.
 */
public final class TapReader {

    /** Of a longer line, the rest is not looked at. */
    private static final int MAX_LINE = 1 << 20;

    private static final Pattern FIRST_TEST = Pattern.compile("(not )?ok 1(\\s+[-#].*)?");
    private static final Pattern NUMBERED_FAILURE = Pattern.compile("not ok \\d+(\\s.*)?");

    private final TapListener listener;
    private final TapDocument document;
    // What is to be told of next: whole lines, then the one that has not ended, of which some may have been told.
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int sentOfLine;
    private boolean tap;
    private boolean begun;
    private @Nullable String suspect;

    public TapReader(TapListener listener) {
        this.listener = listener;
        this.document = new TapDocument(
                test -> {
                    send();
                    listener.started(test);
                },
                listener::finished);
    }

    public void accept(byte[] bytes) {
        int from = 0;
        for (int end = indexOfLineEnd(bytes, 0); end >= 0; end = indexOfLineEnd(bytes, from)) {
            append(bytes, from, end + 1);
            endLine();
            from = end + 1;
        }
        append(bytes, from, bytes.length);
        if (!tap) {
            passOnLine();
        }
        send();
    }

    /** Nothing follows. */
    public void end() {
        if (line.size() > 0) {
            endLine();
        }
        document.end();
        send();
    }

    /** Whether it is TAP, as far as it has come. */
    public boolean isTap() {
        return tap;
    }

    /** A line that looks like a failure although the stream is not TAP, null if there was none. */
    public @Nullable String suspect() {
        return tap ? null : suspect;
    }

    /** Why the stream gave up, empty if it did not say; null if it did not give up. */
    public @Nullable String bailOut() {
        return document.bailOut();
    }

    /** Why there are no tests, empty if it does not say; null if the plan is another one than zero. */
    public @Nullable String skipReason() {
        Plan plan = document.top().plan();
        return plan == null || plan.tests() > 0 || document.top().tests() > 0 ? null : plan.reason();
    }

    /** The number of tests that were told of. */
    public int tests() {
        return document.top().reported;
    }

    /** The number of tests whose failure counts. */
    public int failures() {
        return document.top().failures;
    }

    /** What does not fit together, in full sentences; to be asked at the end. */
    public List<String> inconsistencies() {
        return document.top().inconsistencies();
    }

    private static int indexOfLineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void append(byte[] bytes, int from, int to) {
        int kept = Math.min(to - from, MAX_LINE - line.size());
        line.write(bytes, from, kept);
        if (kept < to - from) {
            passOnLine();
            unsent.write(bytes, from + kept, to - from - kept);
        }
    }

    private void endLine() {
        byte[] bytes = line.toByteArray();
        if (tap || !begun || bytes[0] == 'T' || bytes[0] == 'n') {
            read(new String(bytes, 0, lengthWithoutEnd(bytes), UTF_8));
        }
        passOnLine();
        line.reset();
        sentOfLine = 0;
    }

    private static int lengthWithoutEnd(byte[] line) {
        int length = line.length;
        while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) {
            length--;
        }
        return length;
    }

    private void read(String text) {
        if (!tap) {
            look(text);
        }
        if (tap) {
            document.add(text);
        }
    }

    private void look(String text) {
        TapLine parsed = TapLine.parse(text.stripTrailing());
        boolean first = !begun && (parsed instanceof Plan || parsed instanceof Subtest || isFirstTest(text));
        begun |= !text.isBlank() && !(parsed instanceof Comment);
        tap = first || parsed instanceof Version;
        if (!tap
                && suspect == null
                && parsed instanceof Point
                && NUMBERED_FAILURE.matcher(text).matches()) {
            suspect = text.strip();
        }
    }

    private static boolean isFirstTest(String text) {
        return FIRST_TEST.matcher(text.stripTrailing()).matches();
    }

    private void passOnLine() {
        unsent.write(line.toByteArray(), sentOfLine, line.size() - sentOfLine);
        sentOfLine = line.size();
    }

    private void send() {
        if (unsent.size() > 0) {
            byte[] bytes = unsent.toByteArray();
            unsent.reset();
            listener.output(bytes);
        }
    }
}
