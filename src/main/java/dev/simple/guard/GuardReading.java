package dev.simple.guard;

import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;

/**
 * What is to be made of a sample.
 *
 * @param reason what is exceeded or was, with the numbers, without a full stop; empty if nothing ever was
 */
public record GuardReading(ResourceSample sample, PressureLevel level, String reason) {}
