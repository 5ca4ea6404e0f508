package dev.simple.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.tap.TapTest.Directive;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stream that was read to its end, and what was told of it. */
final class ReadStream implements TapListener {

    final TapReader reader = new TapReader(this);
    final List<TapTest> tests = new ArrayList<>();
    final List<String> results = new ArrayList<>();
    final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Integer> testEnds = new ArrayList<>();

    private ReadStream() {}

    static ReadStream of(String... lines) {
        return ofBytes((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    static ReadStream ofBytes(byte[] bytes) {
        return inChunks(bytes, Math.max(1, bytes.length));
    }

    static ReadStream inChunks(byte[] bytes, int size) {
        ReadStream stream = new ReadStream();
        for (int from = 0; from < bytes.length; from += size) {
            stream.reader.accept(Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length)));
        }
        stream.reader.end();
        return stream;
    }

    /** How much had been written when each test was over. */
    List<Integer> outputs() {
        return testEnds;
    }

    @Override
    public void output(byte[] bytes) {
        output.writeBytes(bytes);
    }

    @Override
    public void started(TapTest test) {
        testEnds.add(output.size());
    }

    @Override
    public void finished(TapTest test) {
        tests.add(test);
        String directive = test.directive() == Directive.NONE ? "" : " " + test.directive() + " " + test.reason();
        results.add(test.name() + "=" + (test.ok() ? "ok" : "not ok") + directive);
    }
}
