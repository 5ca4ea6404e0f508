/**
 * What runner and worker say to each other: length-prefixed frames on a socket of their own. Its classes are loaded into
 * the worker, so they use the JDK alone.
 */
@NullMarked
package dev.simple.protocol;

import org.jspecify.annotations.NullMarked;
