package dev.simple.spawn;

import dev.simple.config.RunConfiguration.Containers;
import dev.simple.process.ProcessLimits;
import org.jspecify.annotations.Nullable;

/** What a JVM writes that does not start, and what it means. */
public final class StartComplaint {

    private static final int ENOUGH = 64;

    private StartComplaint() {}

    /**
     * Says what is behind it and what to do, in full sentences; empty if the JVM's own words are all that is known.
     *
     * @param containers in which it was to run, null if in none
     */
    public static String meaning(String output, @Nullable Containers containers) {
        if (isOfOlderJava(output)) {
            return "Its Java is older than 17, which is needed.";
        }
        if (!ProcessLimits.areComplainedOf(output)) {
            return "";
        }
        return containers == null
                ? ProcessLimits.sentences()
                : "Its container may have " + containers.pids() + " processes and threads (simple.container.pids)"
                        + (containers.pids() < ENOUGH
                                ? ", and a JVM needs about 30, or 50 where files are copied into the engine."
                                : "; if it needs no more, a limit of the engine's machine is reached.");
    }

    /** Java 8 takes an argument file for a class. */
    private static boolean isOfOlderJava(String output) {
        return output.contains("UnsupportedClassVersionError") || output.contains("main class @");
    }
}
