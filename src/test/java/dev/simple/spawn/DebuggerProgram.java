package dev.simple.spawn;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import dev.simple.fixtures.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a program as a debugger of native code does, and holds all of its threads from the first line of its own input to
 * the second. Says the program's id, and what it does.
 */
public final class DebuggerProgram {

    private static final int PTRACE_ATTACH = 16;
    private static final int PTRACE_DETACH = 17;

    private DebuggerProgram() {}

    public static void main(String[] args) throws IOException {
        Process program = new ProcessBuilder(List.of(args))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        System.out.println("program " + program.pid());
        int unused = System.in.read();
        List<Path> threads;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(program.pid()), "task"))) {
            threads = tasks.toList();
        }
        threads.forEach(thread -> trace(PTRACE_ATTACH, thread));
        // Not with waitpid, by which the JDK's own thread waits for the program.
        Waiting.until(
                Waiting.LONG, "the stop of all threads", () -> threads.stream().allMatch(DebuggerProgram::isHeld));
        System.out.println("held");
        unused = System.in.read();
        threads.forEach(thread -> trace(PTRACE_DETACH, thread));
        System.out.println("let go");
        unused = System.in.read();
    }

    private static void trace(int request, Path thread) {
        int id = Integer.parseInt(thread.getFileName().toString());
        long result = Function.getFunction(Platform.C_LIBRARY_NAME, "ptrace")
                .invokeLong(new Object[] {new NativeLong(request), id, Pointer.NULL, Pointer.NULL});
        if (result != 0) {
            throw new IllegalStateException("ptrace " + request + " of " + thread + " failed.");
        }
    }

    private static boolean isHeld(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.startsWith(" t ", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
