/**
 * What people and tools read of a run: console, Surefire's files, {@code results.json}. Listeners that can never break a
 * run; they see the configuration and the model only.
 */
@NullMarked
package dev.simple.report;

import org.jspecify.annotations.NullMarked;
