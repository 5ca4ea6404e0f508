package dev.simple.process;

/**
 * One process and no other: ids are used again, but not with the same start.
 *
 * @param start on Linux field 22 of {@code /proc/PID/stat}, in clock ticks since the machine was booted; elsewhere
 *     milliseconds since 1970
 */
public record ProcessIdentity(long pid, long start) {}
