package dev.simple.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.simple.protocol.ProcessLimitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The limits of how many processes there may be, for whom one of them keeps from starting another. */
public final class ProcessLimits {

    /** {@code EAGAIN}, as the JDK writes it. */
    private static final String REFUSAL = "error=11,";

    /** What a JVM writes that can start no more threads. */
    private static final Pattern COMPLAINT = Pattern.compile("pthread_create failed|unable to create native thread");

    private static final String NONE = "max";

    private ProcessLimits() {}

    /**
     * Starts a process as the JDK does.
     *
     * @throws ProcessLimitException if a limit of processes is reached
     * @throws IOException if it cannot be started for another reason
     */
    public static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw message.contains(REFUSAL) ? reached(message) : e;
        }
    }

    /** Says which limits there are, if that is what a JVM complains of; otherwise the complaint as it is. */
    public static String explain(String complaint) {
        return areComplainedOf(complaint)
                ? String.valueOf(reached(complaint.strip()).getMessage())
                : complaint;
    }

    /** Whether a JVM says that it could not start a thread. */
    public static boolean areComplainedOf(String output) {
        return COMPLAINT.matcher(output).find();
    }

    /** Says which limits there are. */
    public static ProcessLimitException reached(String refusal) {
        return new ProcessLimitException(refusal + ". " + sentences());
    }

    /** Which limits there are, and what to do when they are reached. */
    public static String sentences() {
        List<String> limits = new ArrayList<>();
        addUser(limits);
        addGroups(limits);
        return (limits.isEmpty()
                        ? "A limit of processes is reached."
                        : "The limit of processes and threads is " + String.join(", and ", limits) + ".")
                + " Raise the limit, end what else runs, or run fewer tests at a time (forkCount).";
    }

    private static void addUser(List<String> limits) {
        for (String line : lines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max processes")) {
                String soft = line.substring("Max processes".length()).strip().split(" ", 2)[0];
                if (!soft.equals("unlimited")) {
                    limits.add(soft + " for this user (ulimit -u)");
                }
            }
        }
    }

    /** Those around the own group hold too. */
    private static void addGroups(List<String> limits) {
        Path group = Cgroup.own("pids");
        if (group == null) {
            group = Cgroup.unified();
        }
        while (group != null && Files.exists(group.resolve("cgroup.procs"))) {
            String most = value(group.resolve("pids.max"));
            String current = value(group.resolve("pids.current"));
            if (most != null && !most.equals(NONE)) {
                limits.add(most + " for the control group " + group + " (pids.max), which has " + current);
            }
            group = group.getParent();
        }
    }

    private static @Nullable String value(Path file) {
        return lines(file).stream().findFirst().orElse(null);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, ISO_8859_1);
        } catch (IOException e) {
            // The limit is not told then.
            return List.of();
        }
    }
}
