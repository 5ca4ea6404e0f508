/** Decides which classes go to a worker together, and in which order. Called by the dispatcher's thread alone. */
@NullMarked
package dev.simple.schedule;

import org.jspecify.annotations.NullMarked;
