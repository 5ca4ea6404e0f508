package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.Waiting;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner may be silent for one second here, unless another time is given. */
class SilenceTest {

    private static final Duration OBSERVED = Duration.ofSeconds(4);

    @TempDir
    private Path directory;

    private final ProcessTable table = new ProcessTable();
    private @Nullable Process runner;

    @AfterEach
    void endRunner() {
        if (runner != null) {
            runner.destroyForcibly();
        }
    }

    private Process start(String mode, String... jvmArguments) throws IOException {
        Process started = ForkedJvm.command(
                        List.of(jvmArguments), SilentProgram.class, List.of(directory.toString(), mode))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        runner = started;
        return started;
    }

    private static long spawn(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.matches("\\d+")) {
                return Long.parseLong(line);
            }
        }
        throw new AssertionError("The program ended.");
    }

    private static void observe(String description, BooleanSupplier condition) {
        long end = System.nanoTime() + OBSERVED.toNanos();
        while (System.nanoTime() < end) {
            assertTrue(condition.getAsBoolean(), description);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void livesUntilItsRunnerIsKilled(Process started) throws IOException {
        try (BufferedReader out = started.inputReader()) {
            long spawn = spawn(out);

            observe("It lives.", () -> Waiting.isAlive(spawn));

            started.destroyForcibly();
            Waiting.untilGone(Waiting.LONG, spawn);
        }
    }

    private boolean isStopped(long pid) {
        ProcessEntry entry = table.entry(pid);
        return entry != null && entry.isStopped();
    }

    private static void signal(String signal, Process process) throws Exception {
        signal(signal, process.pid());
    }

    private static void signal(String signal, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    @Test
    void endsWhatARunnerHasStartedThatHangs() throws Exception {
        Process hanging = start("nothing");
        try (BufferedReader out = hanging.inputReader()) {
            long spawn = spawn(out);

            Waiting.untilGone(Waiting.LONG, spawn);
        }
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void isNoneAsLongAsTheTimerBeats() throws Exception {
        livesUntilItsRunnerIsKilled(start("timer"));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void isNoReasonWhileGarbageIsCollected() throws Exception {
        Process collecting = start("collect");
        try (BufferedReader out = collecting.inputReader()) {
            long spawn = spawn(out);

            observe("It lives while garbage is collected.", () -> Waiting.isAlive(spawn));

            collecting.outputWriter().append('\n').flush();
            Waiting.untilGone(Waiting.LONG, spawn);
        }
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void isNoReasonUnderADebugger() throws Exception {
        livesUntilItsRunnerIsKilled(
                start("nothing", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0"));
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void isNoReasonWhileADebuggerOfNativeCodeHoldsTheRunner() throws Exception {
        List<String> program = ForkedJvm.command(List.of(), SilentProgram.class, List.of(directory.toString(), "beat"))
                .command();
        Process debugger = ForkedJvm.command(List.of(), DebuggerProgram.class, program)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long held = 0;
        try (BufferedReader out = debugger.inputReader()) {
            held = Long.parseLong(out.readLine().replace("program ", ""));
            long spawn = spawn(out);
            debugger.outputWriter().append('\n').flush();
            assertEquals("held", out.readLine());

            observe("It lives while its runner is held.", () -> Waiting.isAlive(spawn));

            debugger.outputWriter().append('\n').flush();
            assertEquals("let go", out.readLine());
            observe("It lives after that.", () -> Waiting.isAlive(spawn));
            signal("KILL", held);
            Waiting.untilGone(Waiting.LONG, spawn);
        } finally {
            debugger.destroyForcibly();
            if (held > 0) {
                signal("KILL", held);
            }
        }
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void isNoReasonForARunnerThatIsSuspendedAndWhatItHasStartedStandsStillWithIt() throws Exception {
        Process suspended = start("beat");
        try (BufferedReader out = suspended.inputReader()) {
            long spawn = spawn(out);

            signal("STOP", suspended);
            Waiting.until(Waiting.LONG, "the stop of what it has started", () -> isStopped(spawn));
            observe("It stays stopped and alive.", () -> isStopped(spawn));

            signal("CONT", suspended);
            Waiting.until(Waiting.LONG, "that it continues", () -> !isStopped(spawn));
            observe("It lives after that.", () -> Waiting.isAlive(spawn));
        }
    }

    /** While a machine sleeps, nothing runs, and no time limit either; then everything goes on, in any order. */
    @Tag("long")
    @Tag("alone")
    @Test
    void isNoReasonWhenTheMachineSlept() throws Exception {
        Process asleep = start("beat", "-Dsilence=4000", "-Dlimit=8500");
        try (BufferedReader out = asleep.inputReader()) {
            long spawn = spawn(out);
            long supervisor = Objects.requireNonNull(table.entry(spawn)).parent();
            signal("STOP", supervisor);
            signal("STOP", asleep);

            LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
            signal("CONT", asleep);
            Waiting.until(Waiting.LONG, "that the runner goes on", () -> !isStopped(asleep.pid()));
            signal("CONT", supervisor);

            observe("It lives after that.", () -> Waiting.isAlive(spawn) && Waiting.isAlive(supervisor));
            asleep.destroyForcibly();
            Waiting.untilGone(Waiting.LONG, spawn);
        }
    }

    @Test
    void isEndedWithARunnerThatIsKilledWhileItIsSuspended() throws Exception {
        Process suspended = start("beat");
        try (BufferedReader out = suspended.inputReader()) {
            long spawn = spawn(out);
            signal("STOP", suspended);
            Waiting.until(Waiting.LONG, "the stop of what it has started", () -> isStopped(spawn));

            signal("KILL", suspended);

            Waiting.untilGone(Waiting.LONG, spawn);
        }
    }
}
