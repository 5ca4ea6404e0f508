/** Runs processes in containers, through the Docker API. */
@NullMarked
package dev.simple.spawn.docker;

import org.jspecify.annotations.NullMarked;
