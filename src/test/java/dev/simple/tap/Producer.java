package dev.simple.tap;

import java.util.Random;

/** Writes correct streams, and knows what they amount to. */
final class Producer {

    int tests;
    int failures;

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    Producer(Random random) {
        this.random = random;
        text.append("TAP version 14\n");
        level(0, false);
    }

    String text() {
        return text.toString();
    }

    /** Writes a plan and tests; returns whether all passed. */
    private boolean level(int depth, boolean excused) {
        int count = 1 + random.nextInt(4);
        boolean planFirst = random.nextBoolean();
        if (planFirst) {
            line(depth, "1.." + count);
        }
        boolean passed = true;
        for (int number = 1; number <= count; number++) {
            boolean nested = depth < 3 && random.nextInt(4) == 0;
            passed &= nested ? subtest(depth, number, excused) : test(depth, number, excused);
        }
        if (!planFirst) {
            line(depth, "1.." + count);
        }
        return passed;
    }

    private boolean subtest(int depth, int number, boolean excused) {
        boolean todo = random.nextInt(4) == 0;
        if (random.nextBoolean()) {
            line(depth, "# Subtest: sub " + number);
        }
        boolean passed = level(depth + 1, excused || todo);
        line(depth, (passed ? "ok " : "not ok ") + number + " - sub " + number + (todo ? " # TODO later" : ""));
        return passed || todo;
    }

    private boolean test(int depth, int number, boolean excused) {
        boolean passed = random.nextInt(3) > 0;
        boolean todo = random.nextInt(5) == 0;
        tests++;
        failures += passed || todo || excused ? 0 : 1;
        line(
                depth,
                (passed ? "ok" : "not ok")
                        + (random.nextBoolean() ? " " + number : "")
                        + (random.nextBoolean() ? " - test " + number : "")
                        + (todo ? " # TODO" : ""));
        if (random.nextInt(3) == 0) {
            line(depth, "  ---");
            line(depth, "  message: 'not ok 1'");
            line(depth, "  ...");
        }
        if (random.nextInt(3) == 0) {
            line(depth, random.nextBoolean() ? "# comment" : "output");
        }
        return passed || todo;
    }

    private void line(int depth, String content) {
        text.append("    ".repeat(depth)).append(content).append('\n');
    }
}
