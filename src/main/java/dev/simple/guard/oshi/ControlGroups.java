package dev.simple.guard.oshi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.model.ResourceSample.Stalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the control groups (versions 1 and 2) that this process is in allow it, and what they use. Each of the groups around
 * the process may have a limit; what leaves the least counts.
 */
final class ControlGroups {

    private static final Pattern AVERAGE = Pattern.compile("^(some|full) avg10=([0-9.]+)", Pattern.MULTILINE);

    /** Version 1 writes no limit as the highest number of pages. */
    private static final long UNLIMITED = 1L << 60;

    /** Memory in bytes. */
    record Memory(long limit, long used) {
        long available() {
            return Math.max(0, limit - used);
        }
    }

    /** A number of processors, and the time that was spent on them so far. */
    record Cpu(double processors, long usedNanos) {}

    private final List<Path> unified;
    private final List<Path> memory;
    private final List<Path> cpu;
    private final List<Path> cpuTime;
    private final Path pressure;

    /**
     * Looks for the groups of a process.
     *
     * @param process its directory, such as {@code /proc/self}
     * @param pressure the machine's stall information, such as {@code /proc/pressure}
     */
    ControlGroups(Path process, Path pressure) {
        this.pressure = pressure;
        List<String> groups = lines(process.resolve("cgroup"));
        List<String> mounts = lines(process.resolve("mountinfo"));
        unified = chain(groups, mounts, "cgroup2", "");
        memory = chain(groups, mounts, "cgroup", "memory");
        cpu = chain(groups, mounts, "cgroup", "cpu");
        cpuTime = chain(groups, mounts, "cgroup", "cpuacct");
    }

    /** The group's directory and those above it, as far as they can be seen. */
    private static List<Path> chain(List<String> groups, List<String> mounts, String type, String controller) {
        for (String group : groups) {
            String[] parts = group.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller)) {
                for (String mount : mounts) {
                    List<Path> chain = chain(parts[2], List.of(mount.split(" ", -1)), type, controller);
                    if (!chain.isEmpty()) {
                        return chain;
                    }
                }
            }
        }
        return List.of();
    }

    private static List<Path> chain(String group, List<String> mount, String type, String controller) {
        int separator = mount.indexOf("-");
        if (separator < 5
                || separator + 3 >= mount.size()
                || !mount.get(separator + 1).equals(type)) {
            return List.of();
        }
        boolean has = controller.isEmpty()
                || List.of(mount.get(separator + 3).split(",", -1)).contains(controller);
        String root = mount.get(3);
        // In a container the mounted part is often the group itself, and its path that of the host.
        String below = root.equals("/") ? group : group.startsWith(root) ? group.substring(root.length()) : "";
        if (!has) {
            return List.of();
        }
        Path top = Path.of(mount.get(4));
        List<Path> chain = new ArrayList<>();
        Path path = top.resolve(below.replaceFirst("^/+", "")).normalize();
        while (path != null && path.startsWith(top)) {
            chain.add(path);
            path = path.getParent();
        }
        return chain;
    }

    /** The group that leaves the least memory, null if none has a limit. */
    @Nullable
    Memory memory() {
        Memory tightest = null;
        for (Path group : unified) {
            tightest = tighter(tightest, memory(group, "memory.max", "memory.current", "inactive_file"));
            tightest = tighter(tightest, memory(group, "memory.high", "memory.current", "inactive_file"));
        }
        for (Path group : memory) {
            tightest = tighter(
                    tightest, memory(group, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"));
        }
        return tightest;
    }

    private static @Nullable Memory memory(Path group, String limitFile, String usageFile, String cacheKey) {
        OptionalLong limit = number(group.resolve(limitFile));
        OptionalLong usage = number(group.resolve(usageFile));
        if (limit.isEmpty() || usage.isEmpty() || limit.getAsLong() >= UNLIMITED) {
            return null;
        }
        // What was read from files and not used again is given back when it is needed.
        long cache = value(group.resolve("memory.stat"), cacheKey).orElse(0);
        return new Memory(limit.getAsLong(), Math.max(0, usage.getAsLong() - cache));
    }

    private static @Nullable Memory tighter(@Nullable Memory one, @Nullable Memory other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.available() < one.available() ? other : one;
    }

    /** The group with the fewest processors, null if none has a limit. */
    @Nullable
    Cpu cpu() {
        Cpu tightest = null;
        for (Path group : unified) {
            String[] quota = text(group.resolve("cpu.max")).split(" ", -1);
            OptionalLong used = value(group.resolve("cpu.stat"), "usage_usec");
            if (quota.length == 2 && used.isPresent()) {
                tightest = tighter(tightest, cpu(parsed(quota[0]), parsed(quota[1]), used.getAsLong() * 1000));
            }
        }
        for (int i = 0; i < Math.min(cpu.size(), cpuTime.size()); i++) {
            OptionalLong used = number(cpuTime.get(i).resolve("cpuacct.usage"));
            if (used.isPresent()) {
                OptionalLong quota = number(cpu.get(i).resolve("cpu.cfs_quota_us"));
                OptionalLong period = number(cpu.get(i).resolve("cpu.cfs_period_us"));
                tightest = tighter(tightest, cpu(quota, period, used.getAsLong()));
            }
        }
        return tightest;
    }

    private static @Nullable Cpu cpu(OptionalLong quota, OptionalLong period, long usedNanos) {
        boolean limited = quota.orElse(-1) > 0 && period.orElse(-1) > 0;
        return limited ? new Cpu((double) quota.getAsLong() / period.getAsLong(), usedNanos) : null;
    }

    private static @Nullable Cpu tighter(@Nullable Cpu one, @Nullable Cpu other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.processors() < one.processors() ? other : one;
    }

    /** Of the group where memory or processors are limited by one, else of the machine; null if the kernel has none. */
    @Nullable
    Stalls stalls() {
        for (Path group : unified) {
            if (memory(group, "memory.max", "memory.current", "inactive_file") != null) {
                Stalls stalls = stalls(name -> group.resolve(name + ".pressure"));
                if (stalls != null) {
                    return stalls;
                }
            }
        }
        return stalls(pressure::resolve);
    }

    private static @Nullable Stalls stalls(Function<String, Path> file) {
        OptionalDouble cpu = average(file.apply("cpu"), "some");
        OptionalDouble memorySome = average(file.apply("memory"), "some");
        OptionalDouble memoryFull = average(file.apply("memory"), "full");
        OptionalDouble ioSome = average(file.apply("io"), "some");
        OptionalDouble ioFull = average(file.apply("io"), "full");
        if (cpu.isEmpty() || memorySome.isEmpty() || memoryFull.isEmpty() || ioSome.isEmpty() || ioFull.isEmpty()) {
            return null;
        }
        return new Stalls(
                cpu.getAsDouble(),
                memorySome.getAsDouble(),
                memoryFull.getAsDouble(),
                ioSome.getAsDouble(),
                ioFull.getAsDouble());
    }

    private static OptionalDouble average(Path file, String kind) {
        Matcher matcher = AVERAGE.matcher(text(file));
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                return OptionalDouble.of(Double.parseDouble(matcher.group(2)));
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalLong value(Path file, String key) {
        return lines(file).stream()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> parsed(line.substring(key.length() + 1)))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(Path file) {
        return parsed(text(file).strip());
    }

    /** Empty for {@code max} too, which is no limit. */
    private static OptionalLong parsed(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    /** Empty for a file that is not there. */
    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
