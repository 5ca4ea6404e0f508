/**
 * The lifecycle core: one dispatcher thread owns all state of a run and takes each test class from outstanding to
 * reported. Called by the goals; knows nothing of Maven.
 */
@NullMarked
package dev.simple.run;

import org.jspecify.annotations.NullMarked;
