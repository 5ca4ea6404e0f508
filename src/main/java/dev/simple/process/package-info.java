/** Processes of the operating system: what runs, who it belongs to, and how it is ended. JDK and JNA only. */
@NullMarked
package dev.simple.process;

import org.jspecify.annotations.NullMarked;
