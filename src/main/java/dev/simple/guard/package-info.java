/** Watches how busy and how full the machine is. It sees the configuration and the model only. */
@NullMarked
package dev.simple.guard;

import org.jspecify.annotations.NullMarked;
