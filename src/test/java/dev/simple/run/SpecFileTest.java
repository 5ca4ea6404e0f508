package dev.simple.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import dev.simple.model.ClassResult;
import dev.simple.model.Counts;
import dev.simple.model.Interruption;
import dev.simple.model.OutputStreamKind;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import dev.simple.model.TestExecution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecFileTest {

    @TempDir
    private Path directory;

    private static List<String> verdicts(SampleRun run) {
        return run.events.results().stream()
                .flatMap(result -> result.tests().stream())
                .map(test -> test.test().title() + "=" + test.verdict())
                .sorted()
                .toList();
    }

    private static TestExecution only(SampleRun run) {
        ClassResult result = run.events.results().get(0);
        assertEquals(1, result.tests().size(), () -> verdicts(run).toString());
        return result.tests().get(0).first();
    }

    private static String problem(SampleRun run, String file) {
        return run.events.results().stream()
                .filter(result -> result.className().equals(file))
                .flatMap(result -> result.tests().stream())
                .flatMap(test -> test.executions().stream())
                .map(execution -> String.valueOf(execution.problem()))
                .filter(problem -> !problem.equals("null"))
                .findFirst()
                .orElse("");
    }

    private static String written(TestExecution execution, OutputStreamKind kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        execution.output().copyTo(bytes, kind, Long.MAX_VALUE);
        return bytes.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"0, PASSED", "77, SKIPPED", "1, FAILED", "3, FAILED", "126, FAILED", "137, FAILED"})
    void isOneTestWithTheVerdictOfTheExitCode(int exitCode, String verdict) throws IOException {
        SampleRun run = new SampleRun(directory).spec("sub/net_spec.sh", "echo said", "exit " + exitCode);

        RunResult result = run.execute();

        assertEquals(List.of("sub/net_spec.sh=" + verdict), verdicts(run));
        assertEquals(List.of(), result.crashes());
        assertTrue(
                verdict.equals("FAILED") == problem(run, "sub/net_spec.sh").contains("exited with code " + exitCode));
        assertTrue(verdict.equals("FAILED") == problem(run, "sub/net_spec.sh").contains("said"));
    }

    @Test
    void runsAfterClassesUnderTheSameForkNumbers() throws IOException {
        SampleRun run =
                new SampleRun(directory, "FirstFixture").spec("a.sh", "exit 0").spec("b.sh", "exit 0");

        RunResult result = run.execute();

        assertEquals(new Counts(3, 0, 0, 0, 0), result.counts());
        assertEquals(
                List.of(1, 1, 1),
                run.events.all(RunEvent.WorkerStarted.class).stream()
                        .map(RunEvent.WorkerStarted::forkNumber)
                        .toList());
        assertEquals(
                List.of("dev.simple.fixtures.FirstFixture", "a.sh", "b.sh"),
                run.events.all(RunEvent.ClassStarted.class).stream()
                        .map(RunEvent.ClassStarted::className)
                        .toList());
    }

    @Test
    void runsAsManyAtOnceAsThereAreForks() throws IOException {
        String[] meeting = {"touch \"$HERE/$SELF\"", "until [ -e \"$HERE/$OTHER\" ]; do :; done"};
        SampleRun run = new SampleRun(directory)
                .forks(2)
                .spec("a.sh", "SELF=a OTHER=b", meeting[0], meeting[1])
                .spec("b.sh", "SELF=b OTHER=a", meeting[0], meeting[1])
                .specs(Map.of("HERE", directory.toString()), Waiting.LONG, "bash", "{file}");

        assertEquals(new Counts(2, 0, 0, 0, 0), run.execute().counts());
        assertEquals(
                List.of(1, 2),
                run.events.all(RunEvent.WorkerStarted.class).stream()
                        .map(RunEvent.WorkerStarted::forkNumber)
                        .sorted()
                        .toList());
    }

    @Test
    void givesTheCommandItsEnvironmentDirectoryAndForkNumber() throws IOException {
        SampleRun run = new SampleRun(directory)
                .spec("a.sh", "echo \"$ONE,$0,$1,$PWD\"", "cat")
                .specs(
                        Map.of("ONE", "fork ${surefire.forkNumber}"),
                        Duration.ofMinutes(1),
                        "bash",
                        "{file}",
                        "<{file}${surefire.forkNumber}>");

        run.execute();

        String file = directory.resolve("spec/a.sh").toString();
        assertEquals("fork 1," + file + ",<" + file + "1>," + directory + "\n", run.events.output("a.sh"));
    }

    @Test
    void takesTapForTests() throws IOException {
        SampleRun run = new SampleRun(directory)
                .spec(
                        "math_spec.sh",
                        "echo 1..4",
                        "echo first >&2",
                        "echo ok 1 - adds",
                        "echo plain",
                        "echo not ok 2 - divides",
                        "echo '#   expected 2'",
                        "echo 'ok 3 - roots # SKIP no floats'",
                        "echo 'not ok 4 - integrates # TODO later'",
                        "exit 1");

        RunResult result = run.execute();

        assertEquals(
                List.of(
                        "math_spec.sh.adds=PASSED",
                        "math_spec.sh.divides=FAILED",
                        "math_spec.sh.integrates=SKIPPED",
                        "math_spec.sh.roots=SKIPPED"),
                verdicts(run));
        assertEquals(new Counts(4, 1, 0, 2, 0), result.counts());
        assertTrue(problem(run, "math_spec.sh").contains("not ok 2 - divides\n#   expected 2\n"));
        assertEquals(
                "math_spec.sh.divides \u00bb expected 2",
                String.valueOf(result.problems().get(0).first().problem()).replaceAll("(?s).*summary=(.*)\\]", "$1"));
    }

    @Test
    void ofTapTellsWhileTheFileStillRuns() throws IOException {
        Path seen = directory.resolve("seen");
        SampleRun run = new SampleRun(directory)
                .spec(
                        "a.sh",
                        "echo 1..2",
                        "echo ok 1",
                        "echo next",
                        "until [ -e '" + seen + "' ]; do :; done",
                        "echo ok 2");
        run.listener(event -> {
            if (event instanceof RunEvent.TestFinished) {
                try {
                    Files.write(seen, new byte[0]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });

        assertEquals(new Counts(2, 0, 0, 0, 0), run.execute().counts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 1..3; echo ok 1                       | The plan is 1..3, and 1 test has run; missing: 2, 3.",
                "echo 1..1; echo ok 1; echo ok 2            | The plan is 1..1, and 2 tests have run; not planned: 2.",
                "echo 1..1; echo ok 1; exit 4               | The command exited with code 4, although no test failed.",
                "echo 1..2; echo not ok 1; exit 5           | missing: 2. The command exited with code 5.",
                "echo 1..1; echo ok 1; exit 77              | The command exited with code 77, although no test failed.",
                "echo ok 1; echo ok 2                       | There is no plan",
                "echo TAP version 14                        | There is no plan",
                "echo 1..2; echo ok 1; echo ok 1; echo ok 2 | There is more than one test of the number 1.",
                "echo 1..2; echo ok 1; echo Bail out! No db | It bailed out: No db"
            })
    void isAnErrorAsAWholeIfItsTapDoesNotFitTogether(String script, String sentence) throws IOException {
        SampleRun run = new SampleRun(directory).spec("a.sh", script);

        RunResult result = run.execute();

        assertTrue(verdicts(run).contains("a.sh=ERROR"), () -> verdicts(run).toString());
        assertTrue(result.problems().toString().contains(sentence), result.problems()::toString);
    }

    @Test
    void isSkippedByAPlanOfZero() throws IOException {
        SampleRun run = new SampleRun(directory).spec("a.sh", "echo '1..0 # SKIP no database'");

        assertEquals(new Counts(1, 0, 0, 1, 0), run.execute().counts());
        assertEquals("no database", only(run).skipReason());
    }

    @Test
    void warnsOfWhatLooksLikeAFailureAndIsNotTakenForTap() throws IOException {
        SampleRun run = new SampleRun(directory).spec("a.sh", "echo ok then", "echo 'not ok 2 - divides'");

        assertEquals(new Counts(1, 0, 0, 0, 0), run.execute().counts());
        assertTrue(run.events.notices().get(0).contains("although it printed \"not ok 2 - divides\""));
    }

    @ParameterizedTest
    @CsvSource({"KILL, was killed with SIGKILL (exit code 137)", "SEGV, was ended by SIGSEGV (exit code 139)"})
    void isAnErrorAfterASignal(String signal, String cause) throws IOException {
        SampleRun run = new SampleRun(directory)
                .reruns(2)
                .spec("a.sh", "echo 1..2", "echo ok 1 - adds", "echo last words", "kill -" + signal + " $$")
                .spec("b.sh", "exit 0");

        RunResult result = run.execute();

        assertEquals(List.of("a.sh.adds=PASSED", "a.sh=ERROR", "b.sh=PASSED"), verdicts(run));
        assertEquals(Interruption.CRASHED, run.events.results().get(0).interruption());
        assertEquals(1, result.crashes().size());
        assertTrue(result.crashes().get(0).cause().startsWith("The command bash " + cause), result.crashes()::toString);
        assertTrue(problem(run, "a.sh").contains("last words"));
    }

    @Test
    void isEndedWithAllBelowItAfterItsTimeLimit() throws IOException {
        Path pids = directory.resolve("pids");
        SampleRun run = new SampleRun(directory)
                .spec("a.sh", "echo 1..2", "echo ok 1", "sleep 1000 & echo $! > '" + pids + "'", "echo waits", "wait")
                .spec("b.sh", "exit 0")
                .specs(Map.of(), Duration.ofMillis(500), "bash", "{file}");

        RunResult result = run.execute();

        assertEquals(List.of("a.sh.test 1=PASSED", "a.sh=ERROR", "b.sh=PASSED"), verdicts(run));
        assertEquals(Interruption.TIMED_OUT, run.events.results().get(0).interruption());
        assertTrue(problem(run, "a.sh").contains("longer than 500ms"));
        assertTrue(problem(run, "a.sh").contains("waits"));
        assertTrue(run.events.results().get(0).tests().get(1).first().duration().compareTo(Duration.ofMillis(500)) > 0);
        assertEquals(List.of(), result.crashes());
        Waiting.untilGone(Waiting.LONG, Long.parseLong(Files.readString(pids).strip()));
    }

    @Test
    void isNamedInAWarningWhenItIsSlow() throws IOException {
        Path seen = directory.resolve("seen");
        SampleRun run = new SampleRun(directory)
                .slow(Duration.ofMillis(100))
                .spec("a.sh", "until [ -e '" + seen + "' ]; do :; done");
        run.listener(event -> {
            if (event instanceof RunEvent.ClassSlow) {
                try {
                    Files.createFile(seen);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });

        run.execute();

        assertEquals("a.sh", run.events.all(RunEvent.ClassSlow.class).get(0).className());
    }

    @Test
    void isRunAgainAsAWholeAndFlakyIfItThenPasses() throws IOException {
        String first = "[ -e '" + directory + "/again' ]";
        SampleRun run = new SampleRun(directory)
                .reruns(2)
                .spec("a.sh", first + " || { touch '" + directory + "/again'; exit 1; }")
                .spec("b.sh", "exit 1");

        RunResult result = run.execute();

        assertEquals(List.of("a.sh=FLAKY", "b.sh=FAILED"), verdicts(run));
        assertEquals(new Counts(2, 1, 0, 0, 1), result.counts());
        assertEquals(3, run.events.results().get(1).run());
    }

    @Test
    void isFlakyByTheTestsOfItsTap() throws IOException {
        String again = "[ -e '" + directory + "/again' ]";
        SampleRun run = new SampleRun(directory)
                .reruns(1)
                .spec(
                        "a.sh",
                        "echo 1..2",
                        "echo ok 1 - adds",
                        again + " && echo ok 2 - divides && exit 0",
                        "touch '" + directory + "/again'",
                        "echo not ok 2 - divides",
                        "exit 1");

        run.execute();

        assertEquals(List.of("a.sh.adds=PASSED", "a.sh.divides=FLAKY"), verdicts(run));
    }

    @Test
    void isNotStartedAfterTooManyFailures() throws IOException {
        SampleRun run = new SampleRun(directory)
                .skipAfterFailures(1)
                .spec("a.sh", "exit 0")
                .spec("b.sh", "exit 1")
                .spec("c.sh", "exit 0");

        RunResult result = run.execute();

        assertEquals(List.of("c.sh"), result.notRun());
        assertTrue(String.valueOf(result.stopReason()).contains("limit of 1"));
    }

    @Test
    void isOverWhenItsProcessIsAlthoughAChildHoldsItsOutputOpen() throws IOException {
        Path pids = directory.resolve("pids");
        SampleRun run = new SampleRun(directory).spec("a.sh", "sleep 1000 & echo $! > '" + pids + "'", "echo done");
        long start = System.nanoTime();

        run.execute();

        assertEquals(List.of("a.sh=PASSED"), verdicts(run));
        assertEquals("done\n", run.events.output("a.sh"));
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Waiting.LONG) < 0);
        ProcessHandle.of(Long.parseLong(Files.readString(pids).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void mayWriteToItsOutputByName() throws IOException {
        SampleRun run = new SampleRun(directory)
                .spec("a.sh", "echo one >&2", "echo two > /dev/stderr", "echo three >&2", "exit 1");

        run.execute();

        String output = run.events.output("a.sh");
        assertTrue(output.endsWith("two\nthree\n"), output);
        assertEquals(-1, output.indexOf('\0'));
    }

    @Test
    void isEndedWithTheRun() throws IOException {
        Path pids = directory.resolve("pids");
        SampleRun run = new SampleRun(directory)
                .spec("a.sh", "sleep 1000 & echo $! > '" + pids + "'", "echo started", "wait")
                .spec("b.sh", "exit 0");
        run.listener(event -> {
            if (event instanceof RunEvent.OutputReceived) {
                Thread.currentThread().interrupt();
            }
        });

        assertThrows(RunStoppedException.class, run::execute);

        assertTrue(Thread.interrupted());
        Waiting.untilGone(Waiting.LONG, Long.parseLong(Files.readString(pids).strip()));
    }

    @Test
    void mayCloseItsOutput() throws IOException {
        SampleRun run = new SampleRun(directory).spec("a.sh", "echo 1..1", "echo ok 1", "exec >&- 2>&-", "exit 0");

        run.execute();

        assertEquals(List.of("a.sh.test 1=PASSED"), verdicts(run));
    }

    @Test
    void mayWriteMuch() throws IOException {
        long bytes = 64L << 20;
        SampleRun run =
                new SampleRun(directory).spec("a.sh", "head -c " + bytes + " /dev/zero", "echo", "echo end", "exit 3");
        long[] size = new long[1];
        run.listener(event -> {
            if (event instanceof RunEvent.ClassFinished finished) {
                size[0] = finished.result().output().size(OutputStreamKind.STDOUT);
            }
        });

        run.execute();

        assertEquals(bytes + 5, size[0]);
        assertTrue(problem(run, "a.sh").contains("end"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "before 1;TAP version 13;1..2;ok 1;before 2;ok 2;after"
                        + "| before 1;TAP version 13;1..2;ok 1;+before 2;ok 2;after;+",
                "1..1;# Subtest: s;    not ok 1 a;before b;    ok 2 b;not ok 1 s"
                        + "| before b;    ok 2 b;+1..1;# Subtest: s;    not ok 1 a;not ok 1 s;+",
            })
    void keepsWhatAFileWroteWithTheTestThatItBelongsTo(String written, String byTest) throws IOException {
        SampleRun run = new SampleRun(directory).spec("a.sh", "cat <<'END'", written.replace(';', '\n'), "END");
        StringBuilder outputs = new StringBuilder();
        run.listener(event -> {
            if (event instanceof RunEvent.ClassFinished finished) {
                finished.result().tests().forEach(test -> {
                    try {
                        outputs.append(written(test.first(), OutputStreamKind.STDOUT))
                                .append('+');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        });

        run.execute();

        assertEquals(byTest, outputs.toString().replace('\n', ';'));
    }

    @ParameterizedTest
    @CsvSource({"with blanks.sh", "-n.sh", "\u00fcml\u00e4ut.sh", "a$1.sh", "'quo\"te''s.sh'", "*.sh", "{file}.sh"})
    void mayHaveAnyName(String name) throws IOException {
        SampleRun run = new SampleRun(directory)
                .spec(name, "printf '\\xff\\000\\xc3'; exit 1")
                .spec("a$2.sh", "exit 0");

        run.execute();

        assertTrue(verdicts(run).contains(name + "=FAILED"), () -> verdicts(run).toString());
        assertTrue(verdicts(run).contains("a$2.sh=PASSED"));
    }

    @Test
    void stopsTheRunIfItsCommandCannotBeStarted() throws IOException {
        SampleRun run = new SampleRun(directory)
                .spec("a.sh", "exit 0")
                .specs(Map.of(), Waiting.LONG, directory.resolve("no/bash").toString(), "{file}");

        String message = String.valueOf(
                assertThrows(WorkerStartException.class, run::execute).getMessage());

        assertTrue(message.startsWith("The command of a.sh could not be started: "), message);
        assertTrue(message.contains("no/bash"), message);
        assertFalse(
                run.events.results().stream().anyMatch(end -> end.className().equals("a.sh")));
    }
}
