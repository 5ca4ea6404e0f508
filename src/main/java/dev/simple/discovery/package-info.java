/**
 * The first step of a run: which test classes and spec files there are, by the names of their files. Called by the run; may see the
 * configuration and the rules of the protocol, loads no class.
 */
@NullMarked
package dev.simple.discovery;

import org.jspecify.annotations.NullMarked;
