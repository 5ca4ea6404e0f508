/** Starts worker JVMs and commands, talks to the workers, and ends them all. Knows processes and sockets, and nothing of tests. */
@NullMarked
package dev.simple.spawn;

import org.jspecify.annotations.NullMarked;
