/**
 * Reads the Test Anything Protocol, versions 12 to 14, while it is written. Bytes in, tests out; knows neither processes
 * nor the run.
 */
@NullMarked
package dev.simple.tap;

import org.jspecify.annotations.NullMarked;
