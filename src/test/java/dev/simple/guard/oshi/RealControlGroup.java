package dev.simple.guard.oshi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.fixtures.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A control group, of version 1 or 2, that is really there: one directory for each hierarchy that is needed. */
final class RealControlGroup implements AutoCloseable {

    private final List<Path> directories = new ArrayList<>();

    /** Empty where this process may not make one, or where a controller is not to be had. */
    static Optional<RealControlGroup> make(String name, String... controllers) throws IOException {
        RealControlGroup group = new RealControlGroup();
        try {
            for (String controller : controllers) {
                Path directory = own(controller).resolve(name);
                if (!group.directories.contains(directory)) {
                    Files.createDirectory(directory);
                    group.directories.add(directory);
                }
            }
            return Optional.of(group);
        } catch (IOException e) {
            group.close();
            return Optional.empty();
        }
    }

    /** The group that this process is in. */
    private static Path own(String controller) throws IOException {
        for (String mount : Files.readAllLines(Path.of("/proc/self/mountinfo"), UTF_8)) {
            List<String> words = Arrays.asList(mount.split(" ", -1));
            boolean two = words.contains("cgroup2");
            if (two || words.get(words.size() - 1).matches("(.*,)?" + controller + "(,.*)?")) {
                Path own = Path.of(words.get(4), group(two ? "0::" : controller));
                if (!two
                        || Files.readString(own.resolve("cgroup.subtree_control"))
                                .contains(controller)) {
                    return own;
                }
            }
        }
        throw new IOException("There is no hierarchy for " + controller + ".");
    }

    private static String group(String controller) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/cgroup"), UTF_8).stream()
                .filter(line -> line.startsWith(controller) || line.matches("\\d+:(.*,)?" + controller + "(,.*)?:.*"))
                .map(line -> line.split(":", 3)[2])
                .findFirst()
                .orElseThrow(() -> new IOException("Not in a group for " + controller + "."));
    }

    /** Sets the first of these files that is there. */
    void set(String value, String... files) throws IOException {
        for (Path directory : directories) {
            for (String file : files) {
                if (Files.exists(directory.resolve(file))) {
                    Files.writeString(directory.resolve(file), value);
                    return;
                }
            }
        }
        throw new IOException("There is none of " + List.of(files) + " in " + directories + ".");
    }

    void add(Process process) throws IOException {
        for (Path directory : directories) {
            Files.writeString(directory.resolve("cgroup.procs"), Long.toString(process.pid()));
        }
    }

    /** Nothing may be left in it. */
    @Override
    public void close() {
        for (Path directory : directories) {
            Waiting.until(
                    Waiting.LONG,
                    "the end of " + directory,
                    () -> directory.toFile().delete());
        }
    }
}
