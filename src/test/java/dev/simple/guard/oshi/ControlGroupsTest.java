package dev.simple.guard.oshi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.simple.guard.oshi.ControlGroups.Cpu;
import dev.simple.guard.oshi.ControlGroups.Memory;
import dev.simple.model.ResourceSample.Stalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupsTest {

    private static final String PRESSURE = "some avg10=%s avg60=0.00 avg300=0.00 total=1\n";

    private static final long TOTAL = 1L << 40;

    @TempDir
    private Path directory;

    private ControlGroups groups() {
        return new ControlGroups(directory.resolve("proc"), directory.resolve("pressure"));
    }

    private void process(String cgroup, String mountinfo) throws IOException {
        write("proc/cgroup", cgroup);
        write("proc/mountinfo", mountinfo.replace("TOP", directory.toString()));
    }

    private void write(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void version2() throws IOException {
        process("0::/outer/inner\n", "41 31 0:38 / TOP/unified rw,relatime - cgroup2 cgroup2 rw\n");
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertNull(groups().memory(TOTAL));
        assertEquals(Map.of(), groups().cpus());
        assertNull(groups().stalls());
    }

    @Test
    void takesTheFullestOfNestedGroups() throws IOException {
        version2();
        write("unified/outer/memory.max", "1000\n");
        write("unified/outer/memory.current", "900\n");
        write("unified/outer/memory.stat", "anon 1\ninactive_file 50\nactive_file 7\n");
        write("unified/outer/inner/memory.max", "500\n");
        write("unified/outer/inner/memory.current", "100\n");
        write("unified/memory.max", "max\n");

        assertEquals(new Memory(1000, 850), groups().memory(TOTAL));
    }

    @Test
    void findsTheProcessorsOfEachNestedGroup() throws IOException {
        version2();
        write("unified/outer/cpu.max", "150000 100000\n");
        write("unified/outer/cpu.stat", "usage_usec 7000\nuser_usec 1\n");
        write("unified/outer/inner/cpu.max", "50000 100000\n");
        write("unified/outer/inner/cpu.stat", "usage_usec 5000\n");
        write("unified/cpu.max", "max 100000\n");
        write("unified/cpu.stat", "usage_usec 9000\n");

        assertEquals(
                Map.of(
                        directory.resolve("unified/outer"), new Cpu(1.5, 7_000_000),
                        directory.resolve("unified/outer/inner"), new Cpu(0.5, 5_000_000)),
                groups().cpus());
    }

    @Test
    void takesALimitThatTheMachineCannotReachForNone() throws IOException {
        version2();
        write("unified/outer/memory.max", "1000\n");
        write("unified/outer/memory.current", "900\n");

        assertNull(groups().memory(1000));
        assertEquals(new Memory(1000, 900), groups().memory(1001));
    }

    @Test
    void takesThrottlingOfMemoryForALimit() throws IOException {
        version2();
        write("unified/outer/inner/memory.max", "500\n");
        write("unified/outer/inner/memory.high", "300\n");
        write("unified/outer/inner/memory.current", "400\n");

        assertEquals(new Memory(300, 400), groups().memory(TOTAL));
        assertEquals(0, new Memory(300, 400).available());
    }

    @Test
    void readsVersionOne() throws IOException {
        process("4:memory:/a\n2:cpuacct:/\n1:cpu:/\n0::/\n", """
                32 31 0:29 / TOP/cpu rw,relatime - cgroup cgroup rw,cpu
                33 31 0:30 / TOP/cpuacct rw,relatime - cgroup cgroup rw,cpuacct
                35 31 0:32 / TOP/memory rw,relatime - cgroup cgroup rw,memory
                """);
        write("memory/a/memory.limit_in_bytes", "1000\n");
        write("memory/a/memory.usage_in_bytes", "700\n");
        write("memory/a/memory.stat", "total_inactive_file 100\n");
        write("memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("memory/memory.usage_in_bytes", "99999\n");
        write("cpu/cpu.cfs_quota_us", "50000\n");
        write("cpu/cpu.cfs_period_us", "100000\n");
        write("cpuacct/cpuacct.usage", "123\n");

        assertEquals(new Memory(1000, 600), groups().memory(TOTAL));
        assertEquals(Map.of(directory.resolve("cpu"), new Cpu(0.5, 123)), groups().cpus());
    }

    @Test
    void looksForTheTimeOfTheSameGroupInVersionOne() throws IOException {
        process("2:cpuacct:/b\n1:cpu:/a\n", """
                32 31 0:29 / TOP/cpu rw,relatime - cgroup cgroup rw,cpu
                33 31 0:30 / TOP/cpuacct rw,relatime - cgroup cgroup rw,cpuacct
                """);
        write("cpu/a/cpu.cfs_quota_us", "50000\n");
        write("cpu/a/cpu.cfs_period_us", "100000\n");
        write("cpuacct/a/cpuacct.usage", "123\n");
        write("cpuacct/b/cpuacct.usage", "456\n");

        assertEquals(Map.of(), groups().cpus());
    }

    @Test
    void knowsNoProcessorLimitWhereTheQuotaIsNegative() throws IOException {
        process("1:cpu,cpuacct:/\n", "32 31 0:29 / TOP/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct\n");
        write("cpu/cpu.cfs_quota_us", "-1\n");
        write("cpu/cpu.cfs_period_us", "100000\n");
        write("cpu/cpuacct.usage", "123\n");

        assertEquals(Map.of(), groups().cpus());
    }

    @Test
    void findsTheGroupInAContainerThatSeesOnlyItsOwn() throws IOException {
        process("4:memory:/docker/abc\n", "35 31 0:32 /docker/abc TOP/memory rw - cgroup cgroup rw,memory\n");
        write("memory/memory.limit_in_bytes", "1000\n");
        write("memory/memory.usage_in_bytes", "10\n");

        assertEquals(new Memory(1000, 10), groups().memory(TOTAL));
    }

    @Test
    void findsTheGroupInAContainerThatKnowsOnlyThePathOfTheHost() throws IOException {
        process("0::/docker/abc\n", "35 31 0:32 /docker/ab TOP/unified rw - cgroup2 cgroup2 rw\n");
        write("unified/memory.max", "1000\n");
        write("unified/memory.current", "10\n");

        assertEquals(new Memory(1000, 10), groups().memory(TOTAL));
    }

    @Test
    void passesOverWhatItDoesNotUnderstand() throws IOException {
        process("nonsense\n0::/outer\n", "nonsense\n41 31 0:38 / TOP/unified rw - cgroup2 cgroup2 rw\n");
        write("unified/outer/memory.max", "a lot\n");
        write("unified/outer/memory.current", "12\n");
        write("unified/outer/cpu.max", "x\n");
        write("unified/outer/cpu.stat", "usage_usec\n");
        write("pressure/cpu", "nonsense");

        assertNull(groups().memory(TOTAL));
        assertEquals(Map.of(), groups().cpus());
        assertNull(groups().stalls());
    }

    @Test
    void readsHowMuchTasksWait() throws IOException {
        version2();
        for (String name : new String[] {"cpu", "memory", "io"}) {
            write(
                    "pressure/" + name,
                    PRESSURE.formatted("1.50") + PRESSURE.formatted("0.25").replace("some", "full"));
        }
        assertEquals(new Stalls(1.5, 1.5, 0.25, 1.5, 0.25), groups().stalls());

        write("unified/outer/memory.max", "1000\n");
        write("unified/outer/memory.current", "10\n");
        for (String name : new String[] {"cpu", "memory", "io"}) {
            write(
                    "unified/outer/" + name + ".pressure",
                    PRESSURE.formatted("9.00") + PRESSURE.formatted("8.00").replace("some", "full"));
        }
        assertEquals(new Stalls(9, 9, 8, 9, 8), groups().stalls());
    }
}
