/**
 * The goals: the door between Maven and the run. Reads settings, finds JVM, class path and JUnit, hands in a
 * {@link dev.simple.config.RunConfiguration}, and turns the result into the build's success or failure. The only package
 * that knows Maven.
 */
@NullMarked
package dev.simple.maven;

import org.jspecify.annotations.NullMarked;
