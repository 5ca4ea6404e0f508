/**
 * The program of a worker: it runs test classes on the JUnit Platform and tells the runner what happens. It lives in
 * somebody else's JVM, beside the project's own libraries, so it uses the JDK, the JUnit Platform and
 * {@link dev.simple.protocol} alone.
 */
@NullMarked
package dev.simple.worker;

import org.jspecify.annotations.NullMarked;
