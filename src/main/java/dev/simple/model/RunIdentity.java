package dev.simple.model;

import org.jspecify.annotations.Nullable;

/**
 * Which run this is.
 *
 * @param run differs from every other run; a resumed run has its own
 * @param build the same for all modules of a build, and for the builds that resume it
 * @param module the module's group id and artifact id, with a colon between
 * @param test the value of {@code -Dtest}, which chose what runs; null if it was not given
 * @param execution tells the run from others of the module: null for the first for unit tests
 */
public record RunIdentity(
        String run,
        String build,
        String module,
        @Nullable String test,
        @Nullable String execution) {}
