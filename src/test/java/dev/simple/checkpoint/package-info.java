@NullMarked
package dev.simple.checkpoint;

import org.jspecify.annotations.NullMarked;
