package dev.simple.matrix;

import java.util.Locale;

/** When a fault happens. */
enum Moment {
    /** Its process is there, and has not said yet that it is ready. */
    WHILE_THE_SUPERVISOR_STARTS,
    BEFORE_THE_FIRST_WORKER,
    WHILE_TESTS_RUN,
    /** The runner is stopped, as by Ctrl+Z, and everything else with it. */
    WHILE_SUSPENDED,
    /** While a first SIGTERM, or Ctrl+C on a terminal, has the runner end everything, for which something keeps it long. */
    DURING_CLEANUP,
    /** The tests have passed, and what they left behind is being ended. */
    DURING_THE_LAST_CLEANUP;

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
