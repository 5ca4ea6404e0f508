package dev.simple.spawn.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Statistics;

/** What a container uses, as the engine tells every second. */
final class ContainerMeter extends ResultCallback.Adapter<Statistics> {

    private volatile long peakMemory;

    @Override
    public void onNext(Statistics statistics) {
        Long usage = statistics.getMemoryStats() == null
                ? null
                : statistics.getMemoryStats().getUsage();
        Long highest = statistics.getMemoryStats() == null
                ? null
                : statistics.getMemoryStats().getMaxUsage();
        peakMemory = Math.max(peakMemory, Math.max(usage == null ? 0 : usage, highest == null ? 0 : highest));
    }

    @Override
    public void onError(Throwable problem) {
        // The container is gone, or the engine; how it ended is told elsewhere.
    }

    /** In bytes. */
    long peakMemory() {
        return peakMemory;
    }
}
