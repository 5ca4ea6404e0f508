package dev.simple.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.protocol.MemoryGroup;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the memory of what this process starts, with a control group of version 1 or 2 for each, and all that descends
 * from it. Whoever is at the limit stands still instead of being killed, so that it can be told what uses the memory. Only
 * where this process may really make such groups. Not for several threads.
 */
public final class MemoryGroups {

    /** What starts a process. */
    @FunctionalInterface
    public interface Start {
        long start() throws IOException;
    }

    private static final String MEMBERS = "cgroup.procs";
    private static final String NAME = "simple-";

    /** What the kernel keeps of files, and could give back, when nothing else is left to be given back. */
    private static final int RESIDUE = 16;

    private final ProcessTable table;
    private final @Nullable Path parent;
    private final boolean unified;
    private final Map<Integer, Path> groups = new HashMap<>();
    /** Where this process is. */
    private @Nullable Path home;

    private boolean refused;

    /**
     * Makes groups in another.
     *
     * @param parent null to make none
     * @param unified whether that is of version 2
     */
    MemoryGroups(ProcessTable table, @Nullable Path parent, boolean unified) {
        this.table = table;
        this.parent = parent;
        this.unified = unified;
    }

    /** Makes none. */
    public static MemoryGroups none(ProcessTable table) {
        return new MemoryGroups(table, null, false);
    }

    /**
     * Makes them within the group that this process is in, never beside it: who left it would be free of its limits.
     *
     * @param own the group of version 2 that this process has made for itself, null for none
     */
    public static MemoryGroups within(ProcessTable table, @Nullable Cgroup own) {
        Path first = Cgroup.own("memory");
        if (first != null) {
            return new MemoryGroups(table, first, false);
        }
        return new MemoryGroups(table, own == null ? null : own.path(), true);
    }

    /**
     * Starts a process within a group of its own, from its first moment. Where no group can be made, it is started
     * without.
     *
     * @param number by which it is asked for later
     * @param bytes that the group may use, 0 for no limit
     */
    public long start(int number, long bytes, Start start) throws IOException {
        if (bytes == 0 || !enter(number, bytes)) {
            return start.start();
        }
        boolean started = false;
        try {
            long pid = start.start();
            started = true;
            return pid;
        } finally {
            leave(number);
            if (!started) {
                remove(number);
            }
        }
    }

    private boolean enter(int number, long bytes) {
        if (refused || parent == null) {
            return false;
        }
        Path group = null;
        try {
            Path base = home == null ? prepare(parent) : home;
            group = parent.resolve(name() + "-" + number);
            Files.createDirectory(group);
            limit(group, bytes);
            groups.put(number, group);
            home = base;
            move(group);
            return true;
        } catch (IOException e) {
            // Then memory is looked at, which needs no group.
            refused = true;
            if (group != null) {
                Cgroup.remove(group);
            }
            groups.remove(number);
            return false;
        }
    }

    /** Of version 2, a group whose members have groups has no processes itself. */
    private Path prepare(Path group) throws IOException {
        sweep(group);
        if (!unified) {
            return group;
        }
        Path leaf = Files.createDirectory(group.resolve(name()));
        move(leaf);
        Files.writeString(group.resolve("cgroup.subtree_control"), "+memory");
        return leaf;
    }

    private void limit(Path group, long bytes) throws IOException {
        String limit = Long.toString(bytes);
        if (unified) {
            Files.writeString(group.resolve("memory.high"), limit);
            write(group.resolve("memory.swap.max"), "0");
        } else {
            Files.writeString(group.resolve("memory.limit_in_bytes"), limit);
            write(group.resolve("memory.memsw.limit_in_bytes"), limit);
            Files.writeString(group.resolve("memory.oom_control"), "1");
        }
    }

    /** Not every kernel counts swap. */
    private static void write(Path file, String value) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, value);
        }
    }

    private void leave(int number) {
        Path group = groups.get(number);
        try {
            if (home != null) {
                move(home);
            }
        } catch (IOException e) {
            refused = true;
            if (group != null) {
                unlimit(group);
            }
        }
    }

    /** This process is in it, and has to work. */
    private void unlimit(Path group) {
        try {
            if (unified) {
                Files.writeString(group.resolve("memory.high"), "max");
            } else {
                Files.writeString(group.resolve("memory.oom_control"), "0");
                write(group.resolve("memory.memsw.limit_in_bytes"), "-1");
                Files.writeString(group.resolve("memory.limit_in_bytes"), "-1");
            }
        } catch (IOException e) {
            // It has what it needs in all likelihood: it allocates next to nothing.
        }
    }

    /** Of a full group the processes stand still, or nearly so. Of version 2, only that it is full is certain. */
    public MemoryGroup state(int number) {
        Path group = groups.get(number);
        if (group == null) {
            return MemoryGroup.NONE;
        }
        if (!unified) {
            boolean full = value(group.resolve("memory.oom_control"), "under_oom") == 1;
            return full ? MemoryGroup.FULL : MemoryGroup.WITHIN;
        }
        long limit = value(group.resolve("memory.high"), "");
        long used = value(group.resolve("memory.current"), "");
        Path stat = group.resolve("memory.stat");
        long files = value(stat, "inactive_file") + value(stat, "active_file");
        return limit > 0 && used >= limit && files < limit / RESIDUE ? MemoryGroup.FULL : MemoryGroup.NONE;
    }

    /** Removes a group; what is in it still, stays there, until a later run removes it. */
    public void remove(int number) {
        Path group = groups.remove(number);
        if (group != null) {
            Cgroup.remove(group);
        }
    }

    /** Removes all groups. */
    public void close() {
        List.copyOf(groups.keySet()).forEach(this::remove);
    }

    /** A run that was killed with its supervisor leaves its groups. */
    private void sweep(Path group) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(group, NAME + "*")) {
            for (Path candidate : left) {
                String[] words = candidate.getFileName().toString().split("-", -1);
                if (words.length == 4 && !isAlive(words[1], words[2])) {
                    Cgroup.remove(candidate);
                }
            }
        }
    }

    private boolean isAlive(String pid, String start) {
        try {
            return table.isAlive(new ProcessIdentity(Long.parseLong(pid), Long.parseLong(start)));
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private String name() {
        ProcessIdentity self = table.self();
        return NAME + self.pid() + "-" + self.start();
    }

    private static void move(Path group) throws IOException {
        Files.writeString(group.resolve(MEMBERS), Long.toString(ProcessTable.ownId()));
    }

    /** The number after a key, -1 if there is none; without a key the number that is all there is. */
    private static long value(Path file, String key) {
        try {
            for (String line : Files.readAllLines(file, UTF_8)) {
                if (key.isEmpty() || line.startsWith(key + " ")) {
                    return Long.parseLong(
                            line.substring(key.isEmpty() ? 0 : key.length() + 1).strip());
                }
            }
            return -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }
}
