/**
 * What the runner says to workers, on a socket for each, and to the supervisor, on two pipes, and what they answer:
 * length-prefixed frames. Its classes are loaded into the worker, so they use the JDK alone.
 */
@NullMarked
package dev.simple.protocol;

import org.jspecify.annotations.NullMarked;
