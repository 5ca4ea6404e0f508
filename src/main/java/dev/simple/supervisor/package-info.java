/**
 * The program that starts and ends everything a run consists of, in a JVM of its own so that it survives Maven. JDK and
 * JNA only.
 */
@NullMarked
package dev.simple.supervisor;

import org.jspecify.annotations.NullMarked;
