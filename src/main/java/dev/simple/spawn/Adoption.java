package dev.simple.spawn;

import dev.simple.process.NativeCalls;

/**
 * Makes this JVM the parent of orphans among its descendants while a run needs it: what a supervisor has started becomes
 * the runner's, should the supervisor be killed.
 */
final class Adoption {

    private static int users;

    private Adoption() {}

    static synchronized void begin() {
        if (users++ == 0) {
            NativeCalls.find().ifPresent(linux -> linux.adoptOrphans(true));
        }
    }

    static synchronized void end() {
        if (--users == 0) {
            NativeCalls.find().ifPresent(linux -> linux.adoptOrphans(false));
        }
    }
}
