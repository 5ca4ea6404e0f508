package dev.simple.spawn;

import dev.simple.supervisor.Layer;
import java.io.IOException;
import java.util.Set;

/** A tracker without some of its layers, to show what they are for. */
public final class WeakenedTracker {

    private WeakenedTracker() {}

    public static SpawnTracker open(Set<Layer> without) throws IOException {
        return SpawnTracker.open(without);
    }
}
