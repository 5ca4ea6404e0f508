package dev.simple.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.protocol.MemoryGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into groups of version 2, and read from them, in files that look like theirs. */
class MemoryGroupsTest {

    private final ProcessTable table = new ProcessTable();

    @TempDir
    private Path parent;

    private String name() {
        ProcessIdentity self = table.self();
        return "simple-" + self.pid() + "-" + self.start();
    }

    private String read(String file) throws IOException {
        return Files.readString(parent.resolve(name() + file));
    }

    @Test
    void leavesTheParentForALeafAndLimitsAChild() throws IOException {
        MemoryGroups groups = new MemoryGroups(table, parent, true);

        assertEquals(4711, groups.start(3, 1000, () -> 4711));

        String pid = Long.toString(ProcessHandle.current().pid());
        assertEquals(pid, read("/cgroup.procs"));
        assertEquals("+memory", Files.readString(parent.resolve("cgroup.subtree_control")));
        assertEquals("1000", read("-3/memory.high"));
        assertEquals(pid, read("-3/cgroup.procs"));
    }

    @Test
    void isFullAtTheLimitWhenNextToNothingCouldBeGivenBack() throws IOException {
        MemoryGroups groups = new MemoryGroups(table, parent, true);
        groups.start(3, 1000, () -> 4711);
        Path group = parent.resolve(name() + "-3");

        assertEquals(MemoryGroup.NONE, groups.state(3));
        Files.writeString(group.resolve("memory.current"), "1003\n");
        Files.writeString(group.resolve("memory.stat"), "anon 300\ninactive_file 500\nactive_file 200\n");
        assertEquals(MemoryGroup.NONE, groups.state(3));
        Files.writeString(group.resolve("memory.stat"), "anon 960\ninactive_file 20\nactive_file 10\n");
        assertEquals(MemoryGroup.FULL, groups.state(3));
        Files.writeString(group.resolve("memory.current"), "990\n");
        assertEquals(MemoryGroup.NONE, groups.state(3));
        assertEquals(MemoryGroup.NONE, groups.state(4));
    }

    @Test
    void startsWithoutAGroupWhereNoneCanBeMade() throws IOException {
        MemoryGroups groups = new MemoryGroups(table, parent.resolve("missing"), true);

        assertEquals(4711, groups.start(3, 1000, () -> 4711));
        assertEquals(MemoryGroup.NONE, groups.state(3));
    }
}
