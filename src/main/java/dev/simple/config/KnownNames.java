package dev.simple.config;

import java.util.Collection;
import java.util.Comparator;
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

    /** Whether a name is known, or so near to a known one that it must be meant. */
    public boolean isNear(String name) {
        return distance(name, nearest(name)) <= 2;
    }

    /** What is said of a name that is not known. */
    public ConfigurationException unknown(String name) {
        String nearest = nearest(name);
        // Beyond a third of the name, the nearest one is a guess that misleads.
        String hint = distance(name, nearest) <= Math.max(2, name.length() / 3)
                ? "Did you mean " + nearest + "?"
                : "Known are " + String.join(", ", new TreeSet<>(names)) + ".";
        return new ConfigurationException("Unknown %s %s. %s".formatted(kind, name, hint));
    }

    private String nearest(String name) {
        return names.stream()
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .orElse("");
    }

    private static int distance(String name, String known) {
        return EditDistance.between(name.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
    }
}
