package dev.simple.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Makes a group within the one that this process is in, and moves this process into it. Empty if that cannot be. */
    public static Optional<Cgroup> enter(String name) {
        try {
            Path former = own();
            if (former == null) {
                return Optional.empty();
            }
            Cgroup made = new Cgroup(former.resolve(name), former);
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

    private static @Nullable Path own() throws IOException {
        String group = Files.readAllLines(Path.of("/proc/self/cgroup"), UTF_8).stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::/".length()))
                .findFirst()
                .orElse(null);
        if (group == null) {
            return null;
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"), UTF_8)) {
            List<String> fields = List.of(line.split(" ", -1));
            int separator = fields.indexOf("-");
            if (fields.get(separator + 1).equals("cgroup2") && fields.get(3).equals("/")) {
                return Path.of(fields.get(4)).resolve(group);
            }
        }
        return null;
    }

    private static void move(Path group) throws IOException {
        Files.writeString(
                group.resolve(MEMBERS), Long.toString(ProcessHandle.current().pid()));
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
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            // Something is in it, which whoever looks at its members knows.
        }
    }

    /** The processes that are in a group; none if it is gone. */
    public static Set<Long> members(Path group) {
        try {
            return Files.readAllLines(group.resolve(MEMBERS), UTF_8).stream()
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
