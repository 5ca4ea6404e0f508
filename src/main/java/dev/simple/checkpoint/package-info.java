/** What a run leaves on disk so that another one can continue it. It sees the configuration and the model only. */
@NullMarked
package dev.simple.checkpoint;

import org.jspecify.annotations.NullMarked;
