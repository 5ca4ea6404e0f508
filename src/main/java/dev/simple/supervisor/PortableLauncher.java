package dev.simple.supervisor;

import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessLimits;
import dev.simple.protocol.SupervisorRequest.Spawn;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the JDK has, where there is no Linux or no JNA. */
final class PortableLauncher implements Launcher {

    /** The JDK reports a signal as an exit code, as a shell does. */
    private static final int SIGNAL = 128;

    private static final int LAST_SIGNAL = 64;

    private final Runnable wake;
    private final Map<Long, Process> running = new HashMap<>();

    PortableLauncher(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public long start(Spawn spawn) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spawn.command());
        builder.directory(new File(spawn.workingDirectory()));
        builder.environment().keySet().removeAll(spawn.withoutEnvironment());
        builder.environment().putAll(spawn.environment());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null")));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(spawn.stdout())));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(new File(spawn.stderr())));
        Process process = ProcessLimits.start(builder);
        running.put(process.pid(), process);
        CompletableFuture<Void> unused = process.onExit().thenRun(wake);
        return process.pid();
    }

    @Override
    public List<Exit> exits() {
        List<Exit> exits = new ArrayList<>();
        for (Process process : List.copyOf(running.values())) {
            if (!process.isAlive()) {
                running.remove(process.pid());
                int value = process.exitValue();
                boolean signalled = value > SIGNAL && value <= SIGNAL + LAST_SIGNAL;
                exits.add(new Exit(process.pid(), signalled ? 0 : value, signalled ? value - SIGNAL : 0));
            }
        }
        return exits;
    }

    @Override
    public boolean hasChildren() {
        return !running.isEmpty();
    }

    @Override
    public void killGroups(Collection<ProcessEntry> processes) {}
}
