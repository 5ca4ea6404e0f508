package dev.simple.spawn;

import java.util.List;

/**
 * How well a run holds its processes.
 *
 * @param layers what holds them, in words
 * @param missing why there is not more; empty if there is everything
 */
public record Containment(List<String> layers, String missing) {
    public Containment {
        layers = List.copyOf(layers);
    }

    @Override
    public String toString() {
        return String.join(", ", layers) + (missing.isEmpty() ? "" : "; " + missing);
    }
}
