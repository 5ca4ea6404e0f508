package dev.simple.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Linux's {@code /proc}. */
final class ProcFs {

    private static final File ROOT = new File("/proc");

    private final byte[] buffer = new byte[4096];
    private boolean missed;

    static boolean isThere() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    /** The id of this process. */
    static long self() {
        try {
            return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
        } catch (IOException e) {
            return ProcessHandle.current().pid();
        }
    }

    /** Tells this boot of the machine from every other; empty if it cannot be read. */
    static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), ISO_8859_1)
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Tells the namespace of this process's id from others; empty if it cannot be read. */
    static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Looks at the youngest first, since those may not be there for long, and hands over each at once. */
    Map<Long, ProcessEntry> all(Consumer<ProcessEntry> visitor) {
        Map<Long, ProcessEntry> entries = new HashMap<>();
        missed = false;
        String[] names = ROOT.list();
        List<String> young = new ArrayList<>(names == null ? List.of() : List.of(names));
        Collections.reverse(young);
        for (String name : young) {
            char first = name.charAt(0);
            if (first >= '0' && first <= '9') {
                ProcessEntry entry = entry(Long.parseLong(name));
                if (entry == null) {
                    missed = true;
                } else {
                    entries.put(entry.pid(), entry);
                    visitor.accept(entry);
                }
            }
        }
        return entries;
    }

    /** Whether a process was gone when its turn came in the last {@link #all}. */
    boolean hasMissed() {
        return missed;
    }

    /** Null if there is no such process. */
    @Nullable
    ProcessEntry entry(long pid) {
        int length = 0;
        try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
            int read = in.read(buffer, 0, buffer.length);
            while (read > 0) {
                length += read;
                read = in.read(buffer, length, buffer.length - length);
            }
        } catch (IOException e) {
            return null;
        }
        return parse(pid, new String(buffer, 0, length, ISO_8859_1));
    }

    /** The command in the second field may contain anything, blanks and parentheses too. */
    static @Nullable ProcessEntry parse(long pid, String stat) {
        int end = stat.lastIndexOf(')');
        if (end < 0) {
            return null;
        }
        String[] fields = stat.substring(end + 2).split(" ", 21);
        if (fields.length < 20) {
            return null;
        }
        return new ProcessEntry(
                new ProcessIdentity(pid, Long.parseLong(fields[19])),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]));
    }

    /** The strings of {@code cmdline} or {@code environ}; empty if they cannot be read. */
    static String[] strings(long pid, String file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            return new String[0];
        }
        String text = new String(bytes, ISO_8859_1);
        return Arrays.stream(text.split("\0"))
                .filter(string -> !string.isEmpty())
                .toArray(String[]::new);
    }

    /** The name of the program, for a process without a command line. */
    static String program(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"), ISO_8859_1)
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Bytes of memory that are resident; 0 for a process that is gone. */
    static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), ISO_8859_1).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The time since the machine was booted, rounded down to a hundredth of a second. */
    static Duration uptime() throws IOException {
        String seconds = Files.readString(Path.of("/proc/uptime"), ISO_8859_1).split(" ", 2)[0];
        return Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
    }
}
