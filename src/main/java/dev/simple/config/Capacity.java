package dev.simple.config;

/**
 * What there is to be had where tests run.
 *
 * @param memory bytes
 * @param cpus processors
 */
public record Capacity(long memory, int cpus) {}
