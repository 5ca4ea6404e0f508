package dev.simple.spawn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in words why a process ended, from its exit code and its fatal error log. */
public final class ExitCode {

    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(31, "SIGSYS"));

    private ExitCode() {}

    /** One phrase, to be read after "the worker". */
    public static String explain(ExitStatus status, @Nullable Path errorFile) {
        if (errorFile != null) {
            return "crashed: " + headline(errorFile);
        }
        if (status.remark() != null) {
            return status.remark();
        }
        String signal = SIGNALS.getOrDefault(status.signal(), "signal " + status.signal());
        if ("SIGKILL".equals(signal)) {
            return "was killed with SIGKILL (exit code 137), by somebody or by the kernel for want of memory";
        }
        if (status.signal() > 0) {
            return "was ended by " + signal + " (exit code " + status.asExitCode() + ")";
        }
        return "exited with code " + status.code()
                + " in the middle of its work (Runtime.halt, or native code that called exit)";
    }

    /**
     * The fatal error log that the JVM of a worker left in one of these directories since its start, null if none.
     *
     * @param pid as this machine sees it
     */
    public static @Nullable Path errorFile(long pid, int worker, Instant startedAt, List<Path> directories) {
        Pattern name = Pattern.compile("hs_err_pid(" + pid + "|\\d+-worker" + worker + "-\\d+)\\.log");
        return directories.stream()
                .flatMap(ExitCode::files)
                .filter(file -> name.matcher(file.getFileName().toString()).matches())
                .filter(file -> isNewerThan(startedAt, file))
                .findFirst()
                .orElse(null);
    }

    /**
     * A name for that log which it has to itself. In a container the process id is no such name, and not one that this
     * machine knows.
     */
    static String errorFileName(int worker, boolean inContainer) {
        return "hs_err_pid%p" + (inContainer ? "-worker" + worker + "-" + System.currentTimeMillis() : "") + ".log";
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.of();
        }
    }

    /** An earlier process may have had the same id. */
    private static boolean isNewerThan(Instant start, Path file) {
        try {
            // File times may be as coarse as a second.
            return !Files.getLastModifiedTime(file).toInstant().isBefore(start.minusSeconds(1));
        } catch (IOException e) {
            return false;
        }
    }

    private static String headline(Path errorFile) {
        try (Stream<String> lines = Files.lines(errorFile)) {
            List<String> head = lines.limit(30)
                    .filter(line -> line.startsWith("# "))
                    .map(line -> line.substring(2).strip())
                    .toList();
            String what = head.stream()
                    .filter(line ->
                            line.matches("(SIG|EXCEPTION_|Out of Memory|Internal Error|There is insufficient).*"))
                    .findFirst()
                    .orElse("the JVM's fatal error log tells why");
            int frame = head.indexOf("Problematic frame:");
            return what + (frame >= 0 && frame + 1 < head.size() ? ", problematic frame " + head.get(frame + 1) : "");
        } catch (IOException | UncheckedIOException e) {
            return "its fatal error log " + errorFile + " cannot be read";
        }
    }
}
