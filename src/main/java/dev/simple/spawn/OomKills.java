package dev.simple.spawn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How often the kernel has killed a process for want of memory. */
public final class OomKills {

    private static final String KEY = "oom_kill ";

    private OomKills() {}

    /** Since the machine was booted, in all control groups; 0 where that is not known. */
    public static long count() {
        try {
            return count(Files.readString(Path.of("/proc/vmstat"), ISO_8859_1));
        } catch (IOException e) {
            return 0;
        }
    }

    static long count(String vmstat) {
        return vmstat.lines()
                .filter(line -> line.startsWith(KEY))
                .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).strip()))
                .findFirst()
                .orElse(0);
    }
}
