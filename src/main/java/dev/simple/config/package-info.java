/** The settings of a run as immutable values: what the goals hand in at the door. JDK types only; anyone may read it. */
@NullMarked
package dev.simple.config;

import org.jspecify.annotations.NullMarked;
