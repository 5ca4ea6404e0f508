package dev.simple.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Names that exist: whoever misspells one is told the nearest. */
public final class KnownNames {

    private final String kind;
    private final List<String> names;

    /**
     * Takes the names in the order in which they are preferred.
     *
     * @param kind what the names are of, for the message, such as {@code setting}
     */
    public KnownNames(String kind, Collection<String> names) {
        this.kind = kind;
        this.names = List.copyOf(names);
    }

    /**
     * Checks that names are known.
     *
     * @throws ConfigurationException for the first one that is not
     */
    public void require(Collection<String> given) {
        for (String name : new TreeSet<>(given)) {
            if (!names.contains(name)) {
                throw unknown(name);
            }
        }
    }

    ConfigurationException unknown(String name) {
        int best = Integer.MAX_VALUE;
        String nearest = "";
        for (String known : names) {
            int distance = EditDistance.between(name.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
            if (distance < best) {
                best = distance;
                nearest = known;
            }
        }
        // Beyond a third of the name, the nearest one is a guess that misleads.
        String hint = best <= Math.max(2, name.length() / 3)
                ? "Did you mean " + nearest + "?"
                : "Known are " + String.join(", ", new TreeSet<>(names)) + ".";
        return new ConfigurationException("Unknown %s %s. %s".formatted(kind, name, hint));
    }
}
