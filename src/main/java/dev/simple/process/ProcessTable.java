package dev.simple.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What runs on this machine, as far as this user may see it. Linux tells everything; elsewhere the JDK does, which knows
 * neither sessions nor environments. Not for several threads.
 */
public final class ProcessTable {

    /** A tick of {@code /proc}, the same on every Linux that a JDK runs on. */
    private static final int MILLIS_PER_TICK = 10;

    private final @Nullable ProcFs proc = ProcFs.isThere() ? new ProcFs() : null;

    /** Everything that runs, by id. */
    public Map<Long, ProcessEntry> all() {
        return all(entry -> {});
    }

    /**
     * Everything that runs, by id.
     *
     * @param visitor is given each process as soon as it is seen, before others are looked at
     */
    public Map<Long, ProcessEntry> all(Consumer<ProcessEntry> visitor) {
        if (proc != null) {
            return proc.all(visitor);
        }
        Map<Long, ProcessEntry> entries = new HashMap<>();
        ProcessHandle.allProcesses().map(ProcessTable::entry).forEach(entry -> {
            entries.put(entry.pid(), entry);
            visitor.accept(entry);
        });
        return entries;
    }

    /**
     * Whether the last {@link #all} missed a process because it ended meanwhile. What that had started until then may have
     * been missed too.
     */
    public boolean hasMissed() {
        return proc != null && proc.hasMissed();
    }

    /** One process, null if there is none with this id. */
    public @Nullable ProcessEntry entry(long pid) {
        return proc != null
                ? proc.entry(pid)
                : ProcessHandle.of(pid).map(ProcessTable::entry).orElse(null);
    }

    private static ProcessEntry entry(ProcessHandle process) {
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new ProcessEntry(
                new ProcessIdentity(process.pid(), start),
                process.isAlive() ? 'R' : 'X',
                process.parent().map(ProcessHandle::pid).orElse(0L),
                0,
                0);
    }

    /** Whether this very process is alive; false for one that has ended and was not waited for. */
    public boolean isAlive(ProcessIdentity identity) {
        ProcessEntry entry = entry(identity.pid());
        return entry != null && entry.identity().equals(identity) && entry.isAlive();
    }

    /** Whether this very process was stopped by a signal or the terminal. */
    public boolean isStopped(ProcessIdentity identity) {
        ProcessEntry entry = entry(identity.pid());
        return entry != null && entry.identity().equals(identity) && entry.isStopped();
    }

    /** The processes with these ids and everything below them. */
    public static Set<Long> trees(Map<Long, ProcessEntry> all, Collection<Long> roots) {
        Map<Long, List<Long>> children = new HashMap<>();
        all.values()
                .forEach(entry -> children.computeIfAbsent(entry.parent(), parent -> new ArrayList<>())
                        .add(entry.pid()));
        Set<Long> found = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            long pid = open.pop();
            if (all.containsKey(pid) && found.add(pid)) {
                open.addAll(children.getOrDefault(pid, List.of()));
            }
        }
        return found;
    }

    /** The value of an environment variable that the process was started with; null if it has none or nobody may look. */
    public static @Nullable String environment(long pid, String name) {
        String start = name + "=";
        for (String variable : ProcFs.strings(pid, "environ")) {
            if (variable.startsWith(start)) {
                return variable.substring(start.length());
            }
        }
        return null;
    }

    /**
     * The number in an environment variable that the process was started with.
     *
     * @return null if it has no such variable or nobody may look; 0 if somebody has put something else into it
     */
    public static @Nullable Integer number(long pid, String name) {
        String value = environment(pid, name);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether a process has this text in its command line or environment. */
    public static boolean mentions(long pid, String text) {
        return Stream.of("cmdline", "environ")
                .flatMap(file -> Stream.of(ProcFs.strings(pid, file)))
                .anyMatch(string -> string.contains(text));
    }

    /** The command with its arguments; empty if nobody may look. */
    public String commandLine(long pid) {
        if (proc == null) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().commandLine())
                    .orElse("");
        }
        String[] words = ProcFs.strings(pid, "cmdline");
        String line = words.length == 0 ? "[" + ProcFs.program(pid) + "]" : String.join(" ", words);
        return new String(line.getBytes(ISO_8859_1), Charset.defaultCharset());
    }

    /** When a process was started, rounded down to a hundredth of a second; a little less exact without native calls. */
    public Instant startOf(ProcessIdentity identity) {
        if (proc == null) {
            return Instant.ofEpochMilli(identity.start());
        }
        try {
            Optional<Linux> linux = NativeCalls.find();
            Duration uptime = linux.isPresent() ? linux.get().uptime() : ProcFs.uptime();
            return Instant.now().minus(uptime).plusMillis(identity.start() * MILLIS_PER_TICK);
        } catch (IOException e) {
            return Instant.now();
        }
    }

    /** Bytes of memory of a process that are resident; 0 where that is not known. */
    public static long resident(long pid) {
        return ProcFs.resident(pid);
    }

    /** Tells this boot of the machine from every other; empty where the system does not tell. */
    public static String bootId() {
        return ProcFs.bootId();
    }

    /** Tells the namespace in which this process has its id from others; empty where the system does not tell. */
    public static String namespace() {
        return ProcFs.namespace();
    }

    /** The id of this process. Where the JDK need not be asked, its pool of threads for processes need not be made. */
    public static long ownId() {
        return ProcFs.self();
    }

    /** This process. */
    public ProcessIdentity self() {
        long pid = ownId();
        ProcessEntry entry = entry(pid);
        return entry == null ? new ProcessIdentity(pid, 0) : entry.identity();
    }
}
