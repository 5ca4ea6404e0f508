package dev.simple.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A control group (version 2) that knows all that this process starts, whatever it makes of its environment and its
 * session. Only where this process may really make one.
 */
public final class Cgroup {

    private static final String MEMBERS = "cgroup.procs";

    private final Path path;
    private final Path former;

    private Cgroup(Path path, Path former) {
        this.path = path;
        this.former = former;
    }

    /** The name of the group of all that carries a mark. */
    private static String name(String mark) {
        return "simple" + mark.substring(mark.lastIndexOf('_'));
    }

    /**
     * Where a child of this process makes its group, if it can; null if that is not known.
     *
     * @param mark the environment variable of all that it will start
     */
    public static @Nullable Path ofChild(String mark) {
        Path own = unified();
        return own == null ? null : own.resolve(name(mark));
    }

    /**
     * Makes a group within the one that this process is in, and moves this process into it. Empty if that cannot be.
     *
     * @param mark the environment variable of all that it will start
     */
    public static Optional<Cgroup> enter(String mark) {
        try {
            Path former = unified();
            if (former == null) {
                return Optional.empty();
            }
            Cgroup made = new Cgroup(former.resolve(name(mark)), former);
            Files.createDirectory(made.path);
            try {
                move(made.path);
                return Optional.of(made);
            } catch (IOException e) {
                Files.deleteIfExists(made.path);
                return Optional.empty();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The group of version 2 that this process is in; null if there is none, or it is not known where. */
    static @Nullable Path unified() {
        return find("0::/", "cgroup2", "");
    }

    /**
     * The group of version 1 that this process is in for a controller; null if there is none, or it is not known where.
     */
    static @Nullable Path own(String controller) {
        return find(":" + controller + ":/", "cgroup", controller);
    }

    private static @Nullable Path find(String line, String type, String option) {
        try {
            return search(line, type, option);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Path search(String line, String type, String option) throws IOException {
        String group = null;
        for (String candidate : Files.readAllLines(Path.of("/proc/self/cgroup"), UTF_8)) {
            if (group == null && candidate.contains(line)) {
                group = candidate.substring(candidate.indexOf(line) + line.length());
            }
        }
        if (group == null) {
            return null;
        }
        for (String mount : Files.readAllLines(Path.of("/proc/self/mountinfo"), UTF_8)) {
            List<String> fields = List.of(mount.split(" ", -1));
            int separator = fields.indexOf("-");
            if (fields.get(separator + 1).equals(type)
                    && fields.get(3).equals("/")
                    && (option.isEmpty()
                            || List.of(fields.get(separator + 3).split(",", -1)).contains(option))) {
                return Path.of(fields.get(4)).resolve(group);
            }
        }
        return null;
    }

    private static void move(Path group) throws IOException {
        Files.writeString(group.resolve(MEMBERS), Long.toString(ProcessTable.ownId()));
    }

    /** Where it is in the file system. */
    public Path path() {
        return path;
    }

    /** Moves this process back and removes the group, which nothing else is in any more. */
    public void leave() {
        try {
            move(former);
            remove(path);
        } catch (IOException e) {
            // It stays until a later run finds it empty.
        }
    }

    /** Removes a group if nothing is in it. */
    public static void remove(Path group) {
        if (group.toFile().delete()) {
            return;
        }
        try {
            for (Path each : withSubgroups(group)) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // Something is in it, which whoever looks at its members knows.
        }
    }

    /** The processes that are in a group; none if it is gone. */
    public static Set<Long> members(Path group) {
        Set<Long> members = new HashSet<>();
        try {
            for (Path each : withSubgroups(group)) {
                Files.readAllLines(each.resolve(MEMBERS), UTF_8).forEach(pid -> members.add(Long.valueOf(pid)));
            }
        } catch (IOException | UncheckedIOException e) {
            // A group has gone meanwhile.
        }
        return members;
    }

    /** The inner ones first. */
    private static List<Path> withSubgroups(Path group) throws IOException {
        if (!Files.isDirectory(group)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(group)) {
            return all.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(Path::getNameCount).reversed())
                    .toList();
        }
    }
}
