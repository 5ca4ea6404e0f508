package dev.simple.guard.oshi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.model.ResourceSample.Stalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the control groups (versions 1 and 2) that this process is in allow it, and what they use. Each of the groups around
 * the process may have a limit.
 */
final class ControlGroups {

    private static final Pattern AVERAGE = Pattern.compile("^(some|full) avg10=([0-9.]+)", Pattern.MULTILINE);

    /** Memory in bytes. */
    record Memory(long limit, long used) {

        long available() {
            return Math.max(0, limit - used);
        }

        double share() {
            return (double) used / limit;
        }
    }

    /** A number of processors, and the time that was spent on them so far. */
    record Cpu(double processors, long usedNanos) {}

    /** A directory in which groups are mounted, and those around this process: its own first. */
    private record Hierarchy(Path top, List<Path> groups) {

        private static final Hierarchy NONE = new Hierarchy(Path.of("/"), List.of());

        /** The same group in another hierarchy, null if this process is not in it there. */
        @Nullable
        Path same(Path group, Hierarchy other) {
            Path same = other.top.resolve(top.relativize(group)).normalize();
            return other.groups.contains(same) ? same : null;
        }
    }

    private final Hierarchy unified;
    private final Hierarchy memory;
    private final Hierarchy cpu;
    private final Hierarchy cpuTime;
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
        unified = hierarchy(groups, mounts, "cgroup2", "");
        memory = hierarchy(groups, mounts, "cgroup", "memory");
        cpu = hierarchy(groups, mounts, "cgroup", "cpu");
        cpuTime = hierarchy(groups, mounts, "cgroup", "cpuacct");
    }

    private static Hierarchy hierarchy(List<String> groups, List<String> mounts, String type, String controller) {
        for (String group : groups) {
            String[] parts = group.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller)) {
                for (String mount : mounts) {
                    Hierarchy found = hierarchy(Path.of(parts[2]), List.of(mount.split(" ", -1)), type, controller);
                    if (!found.groups.isEmpty()) {
                        return found;
                    }
                }
            }
        }
        return Hierarchy.NONE;
    }

    private static Hierarchy hierarchy(Path group, List<String> mount, String type, String controller) {
        int separator = mount.indexOf("-");
        if (separator < 5
                || separator + 3 >= mount.size()
                || !mount.get(separator + 1).equals(type)) {
            return Hierarchy.NONE;
        }
        if (!controller.isEmpty()
                && !List.of(mount.get(separator + 3).split(",", -1)).contains(controller)) {
            return Hierarchy.NONE;
        }
        Path root = Path.of(mount.get(3));
        // In a container the mounted part is often the group itself, and its path that of the host.
        Path below = group.startsWith(root) ? root.relativize(group) : Path.of("");
        Path top = Path.of(mount.get(4));
        List<Path> chain = new ArrayList<>();
        Path path = top.resolve(below).normalize();
        while (path != null && path.startsWith(top)) {
            chain.add(path);
            path = path.getParent();
        }
        return new Hierarchy(top, chain);
    }

    /**
     * The group that is fullest.
     *
     * @param total bytes that the machine has: a limit that is not below that is none
     * @return null if no group has a limit
     */
    @Nullable
    Memory memory(long total) {
        Stream<@Nullable Memory> limited = Stream.concat(
                unified.groups.stream()
                        .flatMap(group -> Stream.of("memory.max", "memory.high")
                                .map(limit -> memory(group, limit, "memory.current", "inactive_file", total))),
                memory.groups.stream()
                        .map(group -> memory(
                                group,
                                "memory.limit_in_bytes",
                                "memory.usage_in_bytes",
                                "total_inactive_file",
                                total)));
        return limited.flatMap(Stream::ofNullable)
                .max(Comparator.comparing(Memory::share))
                .orElse(null);
    }

    private static @Nullable Memory memory(
            Path group, String limitFile, String usageFile, String cacheKey, long total) {
        long limit = number(group.resolve(limitFile)).orElse(0);
        if (limit <= 0 || limit >= total) {
            return null;
        }
        OptionalLong usage = number(group.resolve(usageFile));
        if (usage.isEmpty()) {
            return null;
        }
        // What was read from files and not used again is given back when it is needed.
        long cache = value(group.resolve("memory.stat"), cacheKey).orElse(0);
        return new Memory(limit, Math.max(0, usage.getAsLong() - cache));
    }

    /** The groups whose processors are limited. */
    Map<Path, Cpu> cpus() {
        Map<Path, Cpu> limited = new HashMap<>();
        for (Path group : unified.groups) {
            String[] quota = text(group.resolve("cpu.max")).split(" ", -1);
            OptionalLong used = value(group.resolve("cpu.stat"), "usage_usec");
            if (quota.length == 2 && used.isPresent()) {
                put(limited, group, parsed(quota[0]), parsed(quota[1]), used.getAsLong() * 1000);
            }
        }
        for (Path group : cpu.groups) {
            Path time = cpu.same(group, cpuTime);
            OptionalLong used = time == null ? OptionalLong.empty() : number(time.resolve("cpuacct.usage"));
            if (used.isPresent()) {
                OptionalLong quota = number(group.resolve("cpu.cfs_quota_us"));
                OptionalLong period = number(group.resolve("cpu.cfs_period_us"));
                put(limited, group, quota, period, used.getAsLong());
            }
        }
        return limited;
    }

    private static void put(
            Map<Path, Cpu> limited, Path group, OptionalLong quota, OptionalLong period, long usedNanos) {
        if (quota.orElse(-1) > 0 && period.orElse(-1) > 0) {
            limited.put(group, new Cpu((double) quota.getAsLong() / period.getAsLong(), usedNanos));
        }
    }

    /** Of the innermost group whose memory is limited, else of the machine; null if the kernel does not tell. */
    @Nullable
    Stalls stalls() {
        for (Path group : unified.groups) {
            if (number(group.resolve("memory.max")).isPresent()) {
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
