/**
 * The project's class path for tests and what of it is on the module path, as Surefire decides it. Sees Maven's project model; used by the goals and by the
 * choice of the JUnit Platform.
 */
@NullMarked
package dev.simple.maven.classpath;

import org.jspecify.annotations.NullMarked;
