/**
 * What must be done with a container engine where nothing but the JDK may be used: remove what a run has left in it, and
 * put the run's label on what tests create. Speaks the Docker API.
 */
@NullMarked
package dev.simple.engine;

import org.jspecify.annotations.NullMarked;
