/**
 * Gives a worker the JUnit Platform that fits the project: {@code PlatformPlanner} decides what is missing from
 * coordinates alone, {@code PlatformResolver} fetches it. Called by the goals only; sees Maven and its resolver.
 */
@NullMarked
package dev.simple.maven.platform;

import org.jspecify.annotations.NullMarked;
