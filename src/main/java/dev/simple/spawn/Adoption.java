package dev.simple.spawn;

import dev.simple.process.NativeCalls;

/**
 * Makes this JVM the parent of orphans among its descendants while a run needs it: what a supervisor has started becomes
 * the runner's, should the supervisor be killed.
 */
final class Adoption {

    /**
     * How many runs need it, in a system property: modules whose plugin has other dependencies have classes of their own, and
     * the process is the same.
     */
    private static final String USERS = "dev.simple.adoption.users";

    private Adoption() {}

    static void begin() {
        change(1);
    }

    static void end() {
        change(-1);
    }

    private static void change(int difference) {
        synchronized (Runtime.getRuntime()) {
            int before = Integer.getInteger(USERS, 0);
            int after = before + difference;
            System.setProperty(USERS, Integer.toString(after));
            if (before == 0 || after == 0) {
                NativeCalls.find().ifPresent(linux -> linux.adoptOrphans(after > 0));
            }
        }
    }
}
