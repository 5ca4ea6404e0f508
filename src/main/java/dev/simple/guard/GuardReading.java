package dev.simple.guard;

import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;

/**
 * What is to be made of a sample.
 *
 * @param reason for the level, with the numbers, without a full stop
 */
public record GuardReading(ResourceSample sample, PressureLevel level, String reason) {}
