package dev.simple.matrix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One look at all command lines of the machine. It knows nothing of how the plugin finds processes. */
record ProcessScan(List<Seen> processes) {

    private static final int LOOKS = 4;

    /** A process with its arguments. One that has ended and was not waited for has none. */
    record Seen(long pid, List<String> command) {

        boolean mentions(String text) {
            return command.stream().anyMatch(word -> word.contains(text));
        }

        boolean isProgram(String name) {
            return command.get(0).equals(name);
        }

        @Override
        public String toString() {
            return pid + " " + String.join(" ", command);
        }
    }

    /** What changes its id all the time is gone before a long list is read to its end: what is new is looked at again. */
    static ProcessScan now() {
        List<Seen> found = new ArrayList<>();
        Set<Long> known = new HashSet<>();
        for (int look = 0; look < LOOKS; look++) {
            for (long pid : pids()) {
                if (known.add(pid)) {
                    String command = read(Path.of("/proc", Long.toString(pid), "cmdline"));
                    if (!command.isEmpty()) {
                        found.add(new Seen(pid, List.of(command.split("\0"))));
                    }
                }
            }
        }
        return new ProcessScan(found);
    }

    private static List<Long> pids() {
        String[] names = new File("/proc").list();
        if (names == null) {
            throw new IllegalStateException("There is no /proc.");
        }
        return Stream.of(names)
                .filter(name -> Character.isDigit(name.charAt(0)))
                .map(Long::valueOf)
                .toList();
    }

    List<Seen> mentioning(String text) {
        return processes.stream().filter(process -> process.mentions(text)).toList();
    }

    /** Those that have a variable in their environment, as far as this user may see it. */
    List<Seen> with(String variable) {
        return processes.stream()
                .filter(process -> read(Path.of("/proc", Long.toString(process.pid()), "environ"))
                        .contains(variable + "="))
                .toList();
    }

    /** The letter of the kernel for a process, blank if there is none. */
    static char state(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.isEmpty() ? ' ' : stat.charAt(stat.lastIndexOf(')') + 2);
    }

    /** What makes a process with this id another one than a later one; empty if there is none. */
    static String start(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.isEmpty() ? "" : stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    }

    /** Where a control group of this name may be, within that of a process. */
    static List<Path> controlGroups(long pid, String name) {
        return read(Path.of("/proc", Long.toString(pid), "cgroup"))
                .lines()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::/".length()))
                .flatMap(group ->
                        Stream.of("/sys/fs/cgroup", "/sys/fs/cgroup/unified").map(mount -> Path.of(mount, group, name)))
                .toList();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
