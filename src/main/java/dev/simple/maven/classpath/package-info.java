/**
 * The project's class path for tests, as Surefire builds it. Sees Maven's project model; used by the goals and by the
 * choice of the JUnit Platform.
 */
@NullMarked
package dev.simple.maven.classpath;

import org.jspecify.annotations.NullMarked;
