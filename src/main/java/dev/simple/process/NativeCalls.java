package dev.simple.process;

import java.util.Optional;

/** Whether the calls of {@link Linux} work here. */
public final class NativeCalls {

    private static final Optional<Linux> LINUX;
    private static final String MISSING;

    static {
        Optional<Linux> linux = Optional.empty();
        String missing = "";
        if (isLinux()) {
            try {
                linux = Optional.of(new Linux());
            } catch (LinkageError | OutOfMemoryError e) {
                // JNA has a thread of its own, which a limit may forbid.
                missing = "JNA does not work here (" + e + ")";
            }
        } else {
            missing = "this is not Linux";
        }
        LINUX = linux;
        MISSING = missing;
    }

    private NativeCalls() {}

    /** Whether there is a {@code /proc} to read. */
    public static boolean isLinux() {
        return System.getProperty("os.name", "").equals("Linux");
    }

    /** Empty where this is not Linux or JNA does not work; {@link #missing} tells which. */
    public static Optional<Linux> find() {
        return LINUX;
    }

    /** Why {@link #find} is empty; empty if it is not. */
    public static String missing() {
        return MISSING;
    }
}
