package dev.simple.run;

import dev.simple.protocol.MemoryGroup;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.ProcessMemory;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The processes of what runs in a worker used too much memory, and were ended.
 *
 * @param classNames what ran
 * @param unclear whether others have run in it before, so that these run once more instead of being errors
 */
record MemoryBreach(List<String> classNames, InterruptionCause cause, boolean unclear) {

    /** Where the kernel counts, what several processes share does not count for each. */
    static boolean isOne(MemoryUse use, long limit) {
        return limit > 0
                && (use.group() == MemoryGroup.FULL || (use.group() == MemoryGroup.NONE && use.bytes() > limit));
    }

    /**
     * @param limit in bytes
     * @param source which setting the limit is of
     */
    static MemoryBreach of(List<String> classNames, MemoryUse use, long limit, String source, boolean unclear) {
        String processes = use.largest().stream()
                .map(MemoryBreach::line)
                .collect(Collectors.joining("\n", "\nIts largest processes:\n", "\n"));
        return new MemoryBreach(
                classNames,
                new InterruptionCause(
                        "dev.simple.MemoryLimitExceeded",
                        (use.group() == MemoryGroup.FULL
                                        ? "Its processes used " + mebibytes(use.bytes()) + " MiB and wanted more, and"
                                                + " their control group ends at the limit of "
                                        : "Its processes used " + mebibytes(use.bytes()) + " MiB, over the limit of ")
                                + mebibytes(limit) + " MiB (" + source + "), and were ended.",
                        processes),
                unclear);
    }

    private static String line(ProcessMemory process) {
        return mebibytes(process.bytes()) + " MiB  process " + process.pid() + "  " + process.commandLine();
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
