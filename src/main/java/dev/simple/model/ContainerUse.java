package dev.simple.model;

/**
 * What a container has used, as its engine told last, which it does every second; all 0 if it was gone before that.
 *
 * @param name the container's
 * @param exitCode 128 and the signal's number after a signal
 * @param outOfMemory whether the kernel killed something in it for want of memory
 * @param cpuMillis processor time of all its processes
 * @param peakMemory in bytes
 * @param readBytes from disks
 * @param writtenBytes to disks
 */
public record ContainerUse(
        String name,
        int exitCode,
        boolean outOfMemory,
        long cpuMillis,
        long peakMemory,
        long readBytes,
        long writtenBytes) {}
