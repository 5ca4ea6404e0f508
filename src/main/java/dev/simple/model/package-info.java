/** What a run is made of: test cases, their results, and the events that tell of them. Values only; anyone may use it. */
@NullMarked
package dev.simple.model;

import org.jspecify.annotations.NullMarked;
