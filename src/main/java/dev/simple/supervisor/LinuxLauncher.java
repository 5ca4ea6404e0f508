package dev.simple.supervisor;

import dev.simple.process.Linux;
import dev.simple.process.PosixSpawn;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.SupervisorRequest.Spawn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Nobody else in this JVM starts or waits for processes, so that the ends are exact and orphans are waited for too. */
final class LinuxLauncher implements Launcher {

    private final Linux linux;
    private final PosixSpawn spawner;
    private final long self = ProcessTable.ownId();

    LinuxLauncher(Linux linux) throws IOException {
        this.linux = linux;
        this.spawner = new PosixSpawn();
    }

    @Override
    public long start(Spawn spawn) throws IOException {
        return spawner.start(
                spawn.command(),
                Path.of(spawn.workingDirectory()),
                spawn.environment(),
                spawn.withoutEnvironment(),
                Path.of(spawn.stdout()),
                Path.of(spawn.stderr()));
    }

    @Override
    public List<Exit> exits() {
        List<Exit> exits = new ArrayList<>();
        for (Linux.Reaped child = linux.reapAny(); child != null; child = linux.reapAny()) {
            exits.add(new Exit(child.pid(), child.code(), child.signal()));
        }
        return exits;
    }

    @Override
    public boolean hasChildren() {
        return linux.hasChildren();
    }

    /** A process that forks and exits again and again is not there any more when it is signalled, but its group is. */
    @Override
    public void killGroups(Collection<ProcessEntry> processes) {
        processes.stream()
                // Its own child keeps the group's number from being used again.
                .filter(process -> process.parent() == self && process.session() != self)
                .mapToLong(ProcessEntry::group)
                .distinct()
                .forEach(linux::killGroup);
    }
}
