package dev.simple.maven;

/** What a goal does with the tests. */
enum Task {
    RUN,
    /** Runs those without a valid result. */
    RESUME,
    /** Runs none. */
    LIST
}
