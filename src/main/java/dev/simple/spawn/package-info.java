/** Starts worker JVMs, talks to them, and ends them. Knows processes and sockets, and nothing of tests. */
@NullMarked
package dev.simple.spawn;

import org.jspecify.annotations.NullMarked;
