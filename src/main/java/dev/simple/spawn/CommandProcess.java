package dev.simple.spawn;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The process of a spec file's command, from its start to its exit. */
public final class CommandProcess implements TestProcess {

    private final int number;
    private final Process process;
    private final Instant startedAt = Instant.now();
    private final NativeOutput stdout;
    private final NativeOutput stderr;

    private CommandProcess(int number, Process process, Path stdout, Path stderr) {
        this.number = number;
        this.process = process;
        this.stdout = new NativeOutput(stdout);
        this.stderr = new NativeOutput(stderr);
    }

    static CommandProcess start(int number, SpecCommand command, Path directory) throws IOException {
        Path stdout = directory.resolve("worker-" + number + ".out");
        Path stderr = directory.resolve("worker-" + number + ".err");
        Files.createDirectories(command.workingDirectory());
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(command.workingDirectory().toFile())
                .redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"))
                // To append, because a script that writes to /dev/stderr by name empties the file.
                .redirectOutput(ProcessBuilder.Redirect.appendTo(stdout.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()));
        builder.environment().putAll(command.environment());
        return new CommandProcess(number, builder.start(), stdout, stderr);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public NativeOutput stdout() {
        return stdout;
    }

    @Override
    public NativeOutput stderr() {
        return stderr;
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void kill() {
        for (ProcessHandle descendant : process.descendants().toList()) {
            descendant.destroyForcibly();
        }
        process.destroyForcibly();
    }

    @Override
    public boolean isStopped() {
        return ProcessState.isStopped(process.pid());
    }
}
