/** Measures with OSHI, and reads what control groups allow, of which OSHI knows nothing. */
@NullMarked
package dev.simple.guard.oshi;

import org.jspecify.annotations.NullMarked;
