package dev.simple.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TapReaderTest {

    private static List<String> tests(String... lines) {
        return ReadStream.of(lines).results;
    }

    private static TapTest only(String... lines) {
        List<TapTest> tests = ReadStream.of(lines).tests;
        assertEquals(1, tests.size(), tests::toString);
        return tests.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAP version 14",
                "TAP version 13",
                "Loading\n\nTAP version 13",
                "1..3",
                "1..0 # SKIP no database",
                "\n1..3",
                "# a note\n1..3",
                "# Subtest: adds",
                "ok 1 - adds",
                "not ok 1",
                "ok 1 # SKIP no floats"
            })
    void isTapFromItsFirstLineOn(String start) {
        assertTrue(ReadStream.of(start).reader.isTap());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "ok then",
                "ok 2 - b",
                "ok 1 file copied",
                "ok 10 - b",
                "Loading\n1..3\nok 1",
                "Loading\nok 1 - adds",
                "1..3 files",
                "1...3",
                "# only a comment",
                "TAP version",
                "TAP version 13 is what we print",
                "    ok 1 - adds",
                "Bail out!"
            })
    void isNotTapOtherwise(String start) {
        ReadStream stream = ReadStream.of(start);

        assertFalse(stream.reader.isTap());
        assertEquals(List.of(), stream.results);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ok                             | test 1=ok",
                "not ok                         | test 1=not ok",
                "ok 1                           | test 1=ok",
                "ok 1 - adds                    | adds=ok",
                "ok 1 adds                      | adds=ok",
                "ok - adds                      | adds=ok",
                "ok adds                        | adds=ok",
                "ok 1 -                         | test 1=ok",
                "ok 1 - -x                      | -x=ok",
                "ok 1a                          | 1a=ok",
                "not ok 1 - adds # todo later   | adds=not ok TODO later",
                "ok 1 - adds # TODO             | adds=ok TODO ",
                "ok 1 # skip                    | test 1=ok SKIP ",
                "ok 1 - #SkIp no floats         | test 1=ok SKIP no floats",
                "ok 1 - adds # Skipped: why     | adds=ok SKIP why",
                "not ok 1 - adds # SKIP why     | adds=not ok SKIP why",
                "ok 1 - adds \\# todo           | adds # todo=ok",
                "ok 1 - a \\\\ b # TODO c \\# d | a \\ b=ok TODO c # d",
                "ok 1 - hello \\\\# todo x      | hello \\# todo x=ok",
                "ok 1 - a # b # todo            | a # b # todo=ok",
                "ok 1 - x.html#skip             | x.html#skip=ok",
                "ok 1 - issue #5 # SKIP old     | issue #5=ok SKIP old",
                "ok 1 - c:\\temp                | c:\\temp=ok"
            })
    void readsTheLineOfATest(String line, String result) {
        assertEquals(
                List.of(result.stripLeading()),
                tests("1..1", line).stream()
                        .map(text -> result.endsWith(" ") ? text : text.stripTrailing())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "okay",
                "ok-ish",
                "not  ok",
                "Ok 1",
                " ok 1",
                "  not ok 1",
                "notok",
                "not",
                "ok:",
                "pragma +strict"
            })
    void passesOverWhatIsNoTap(String line) {
        ReadStream stream = ReadStream.of("1..0", line);

        assertEquals(List.of(), stream.results);
        assertEquals(List.of(), stream.reader.inconsistencies());
    }

    @Test
    void keepsTheDiagnosticsOfAFailureAsTheyAre() {
        TapTest test = only(
                "1..1",
                "not ok 1 - resolves",
                "  ---",
                "  message: \"Failed with 'x'\"",
                "  severity: fail",
                "  at:",
                "    line: 142",
                "",
                "  ...",
                "# a comment",
                "1..1");

        assertEquals("""
                not ok 1 - resolves
                  ---
                  message: "Failed with 'x'"
                  severity: fail
                  at:
                    line: 142

                  ...
                # a comment
                """, test.details());
        assertEquals("Failed with 'x'", test.message());
    }

    @Test
    void takesTheCommentsAfterAFailureForItsMessage() {
        TapTest test = only(
                "1..1",
                "not ok 1 fails",
                "# (in test file a.bats, line 3)",
                "#   `[ 1 -eq 2 ]' failed",
                "interleaved",
                "# for nobody");

        assertEquals("(in test file a.bats, line 3)\n`[ 1 -eq 2 ]' failed", test.message());
        assertFalse(test.details().contains("nobody"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "error: 'it''s 1'   | it's 1",
                "error: \"a \\\"b\"  | a \"b",
                "message: plain      | plain",
                "error: /-;    one;    two;  code: 3 | one two",
                "message: >;    folded | folded",
                "code: 3             | ",
                "message: ''         | "
            })
    void findsTheMessageInYaml(String yaml, String message) {
        String[] lines = ("1..1;not ok 1;  ---;  " + yaml.replace('/', '|') + ";  ...").split(";", -1);

        String found = only(lines).message();

        assertEquals(message, found == null ? null : found.replace('\n', ' '));
    }

    @Test
    void readsHowLongATestTook() {
        assertEquals(
                Duration.ofNanos(1_615_754),
                only("1..1", "ok 1", "  ---", "  duration_ms: 1.615754", "  ...")
                        .duration());
        assertNull(only("1..1", "ok 1", "  ---", "  duration_ms: soon", "  ...").duration());
    }

    @Test
    void endsYamlThatIsNotEndedWithItsIndentation() {
        assertEquals(List.of("a=not ok", "b=ok"), tests("1..2", "not ok 1 a", "  ---", "  message: x", "ok 2 b"));
    }

    @Test
    void joinsTheNamesOfSubtests() {
        assertEquals(
                List.of("one=ok", "sub # x > in=ok", "sub # x > deep > d=ok", "subtest 3 > bare=ok", "last=ok"),
                tests(
                        "# hi",
                        "1..4",
                        "ok 1 - one",
                        "# Subtest: sub \\# x",
                        "    1..2",
                        "    ok 1 - in",
                        "    # Subtest: deep",
                        "        ok 1 - d",
                        "        1..1",
                        "    ok 2 - deep",
                        "ok 2 - sub \\# x",
                        "    ok 1 - bare",
                        "    1..1",
                        "ok 3",
                        "ok 4 - last"));
    }

    @Test
    void countsASubtestByItsTests() {
        ReadStream stream = ReadStream.of(
                "# Subtest: sub",
                "    not ok 1 - bad",
                "      ---",
                "      error: '1 == 2'",
                "      ...",
                "    ok 2 - good",
                "    1..2",
                "not ok 1 - sub",
                "  ---",
                "  error: '1 subtest failed'",
                "  ...",
                "1..1");

        assertEquals(List.of("sub > good=ok", "sub > bad=not ok"), stream.results);
        assertEquals("1 == 2", stream.tests.get(1).message());
        assertEquals(1, stream.reader.failures());
        assertEquals(List.of(), stream.reader.inconsistencies());
    }

    @Test
    void countsASubtestItselfIfItFailedWithoutAFailedTest() {
        assertEquals(
                List.of("sub > good=ok", "sub=not ok"),
                tests("# Subtest: sub", "    ok 1 - good", "    1..2", "not ok 1 - sub", "1..1"));
        assertEquals(List.of("sub=ok SKIP why"), tests("# Subtest: sub", "    1..0", "ok 1 - sub # SKIP why", "1..1"));
    }

    @Test
    void excusesTheFailuresOfASubtestThatIsStillToBeDone() {
        ReadStream stream = ReadStream.of(
                "# Subtest: outer",
                "    # Subtest: sub",
                "        not ok 1 - child",
                "        #   Failed test 'child'",
                "        1..1",
                "    not ok 1 - sub",
                "    1..1",
                "not ok 1 - outer # TODO not yet",
                "1..1");

        assertEquals(List.of("outer > sub > child=not ok TODO not yet"), stream.results);
        assertEquals(0, stream.reader.failures());
    }

    @Test
    void countsAFailureInASubtestThatDoesNotEnd() {
        ReadStream stream = ReadStream.of("1..1", "# Subtest: sub", "    not ok 1 - child");

        assertEquals(List.of("sub > child=not ok"), stream.results);
        assertEquals(1, stream.reader.failures());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1..2;ok 2;ok 1                     | -",
                "ok 1;ok;ok;1..3                    | -",
                "1..1 # with a comment;ok           | -",
                "1..0                               | -",
                "ok 1                               | There is no plan, so that nobody can tell whether all tests have run. Print 1..1 before or after the tests.",
                "1..2;ok 1                          | The plan is 1..2, and 1 test has run; missing: 2.",
                "1..20;ok 20                        | The plan is 1..20, and 1 test has run; missing: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and more.",
                "1..999999999;ok 1                  | The plan is 1..999999999, and 1 test has run; missing: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and more.",
                "1..1;ok 1;ok 2                     | The plan is 1..1, and 2 tests have run; not planned: 2.",
                "1..0;ok 1                          | The plan is 1..0, and 1 test has run; not planned: 1.",
                "1..1;ok 1;ok 0                     | The plan is 1..1, and 2 tests have run; not planned: 0.",
                "1..1;ok 1;ok 1                     | There is more than one test of the number 1.",
                "1..1;ok 1;1..1                     | There is more than one plan.",
                "TAP version 13;ok 1;1..2;ok 2      | The plan stands between the tests. Print it before or after all of them.",
            })
    void tellsWhatDoesNotFitTogether(String lines, String sentence) {
        assertEquals(
                sentence == null ? List.of() : List.of(sentence),
                ReadStream.of(lines.strip().split(";", -1)).reader.inconsistencies());
    }

    @Test
    void knowsWhyNothingIsRun() {
        assertEquals("no way", ReadStream.of("1..0 # Skipped: no way").reader.skipReason());
        assertEquals("", ReadStream.of("1..0").reader.skipReason());
        assertNull(ReadStream.of("1..1", "ok").reader.skipReason());
        assertEquals(
                "db # gone",
                ReadStream.of("1..3", "ok 1", "Bail out!  db \\# gone").reader.bailOut());
        assertEquals(
                "inside", ReadStream.of("1..3", "    BAIL OUT! inside").reader.bailOut());
        assertNull(ReadStream.of("1..3", "No Bail out!").reader.bailOut());
    }

    @Test
    void remembersWhatLooksLikeAFailureInOtherOutput() {
        assertEquals(
                "not ok 2 - b",
                ReadStream.of("Starting", "ok 1", "not ok 2 - b", "not ok 3")
                        .reader
                        .suspect());
        assertNull(ReadStream.of("not ok", "not ok yet", "ok 1").reader.suspect());
        assertNull(ReadStream.of("1..1", "not ok 1").reader.suspect());
    }

    @Test
    void readsLineEndsOfWindows() {
        assertEquals(
                List.of("adds=not ok", "b=ok"),
                ReadStream.ofBytes(
                                "TAP version 13\r\n1..2\r\nnot ok 1 - adds\r\n  ---\r\n  message: x\r\n  ...\r\nok 2 - b\r\n"
                                        .getBytes(UTF_8))
                        .results);
    }

    @Test
    void readsWhatIsNotUtf8() {
        byte[] bytes = "1..1\nok 1 - x\n".getBytes(UTF_8);
        bytes[bytes.length - 2] = (byte) 0xff;

        assertEquals(List.of("\ufffd=ok"), ReadStream.ofBytes(bytes).results);
        assertEquals(List.of("a\0b=ok"), tests("1..1", "ok 1 - a\0b"));
    }

    @Test
    void boundsAHugeLine() {
        byte[] bytes = new byte[10 << 20];
        Arrays.fill(bytes, (byte) 'x');
        byte[] start = "1..2\nnot ok 1 - ".getBytes(UTF_8);
        System.arraycopy(start, 0, bytes, 0, start.length);
        byte[] end = "\nok 2 - b\n".getBytes(UTF_8);
        System.arraycopy(end, 0, bytes, bytes.length - end.length, end.length);

        ReadStream stream = ReadStream.inChunks(bytes, 1 << 16);

        assertEquals(2, stream.tests.size());
        assertTrue(stream.tests.get(0).name().length() < 1000);
        assertTrue(stream.tests.get(0).details().length() <= (1 << 20) + 1);
        assertArrayEquals(bytes, stream.output.toByteArray());
    }

    @Test
    void boundsTheDepthOfSubtests() {
        assertEquals(List.of("a=ok"), tests("1..1", " ".repeat(400_000) + "ok 1", "ok 1 - a"));
    }

    /** Nothing depends on where the reads of the output end, and every byte comes by. */
    @Test
    void readsTheSameInChunksOfAnySize() {
        String[] alphabet = {
            "ok",
            "not ok",
            "ok 1 - a",
            "ok 2",
            "not ok 3 - b # TODO x",
            "    ",
            "  ---",
            "  ...",
            "  message: m",
            "# Subtest: s",
            "# c",
            "1..2",
            "1..0 # SKIP",
            "TAP version 13",
            "Bail out! x",
            "plain",
            "\u00e4\u20ac",
            "\\#",
            " #",
            "\r",
            "\0",
            ""
        };
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "1..3\n" : "");
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(alphabet[random.nextInt(alphabet.length)]).append(random.nextInt(4) == 0 ? "" : "\n");
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            ReadStream whole = ReadStream.ofBytes(bytes);
            ReadStream parts = ReadStream.inChunks(bytes, 1 + random.nextInt(7));
            String message = "seed " + seed + ":\n" + text;

            assertEquals(whole.tests, parts.tests, message);
            assertEquals(whole.reader.isTap(), parts.reader.isTap(), message);
            assertEquals(whole.reader.inconsistencies(), parts.reader.inconsistencies(), message);
            assertEquals(whole.reader.tests(), whole.tests.size(), message);
            assertArrayEquals(bytes, whole.output.toByteArray(), message);
            assertArrayEquals(bytes, parts.output.toByteArray(), message);
            if (whole.reader.isTap()) {
                assertEquals(whole.outputs(), parts.outputs(), message);
            }
        }
    }

    @Test
    void findsNothingWrongWithWhatAProducerWrites() {
        for (int seed = 0; seed < 500; seed++) {
            Producer producer = new Producer(new Random(seed));
            ReadStream stream = ReadStream.ofBytes(producer.text().getBytes(UTF_8));

            assertEquals(List.of(), stream.reader.inconsistencies(), producer::text);
            assertEquals(producer.failures, stream.reader.failures(), producer::text);
            assertEquals(producer.tests, stream.reader.tests(), producer::text);
        }
    }
}
