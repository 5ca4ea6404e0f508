package dev.simple.config;

import java.util.Arrays;
import java.util.Locale;

/** In which order classes and spec files run, as Surefire names it. */
public enum RunOrder {
    /** By name: what a directory's listing says differs between machines. */
    FILESYSTEM,
    ALPHABETICAL,
    REVERSEALPHABETICAL,
    /** By chance, which a seed repeats. */
    RANDOM,
    /** By name in hours with an even number, in reverse in the others. */
    HOURLY,
    /** What took longest in the last run first. */
    BALANCED,
    /** What failed in the last run, and what is new, first. */
    FAILEDFIRST;

    /**
     * The order of this name.
     *
     * @throws ConfigurationException if there is none
     */
    public static RunOrder of(WrittenValue value) {
        String name = value.text().strip();
        return Arrays.stream(values())
                .filter(order -> order.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("runOrder: "
                        + new KnownNames(
                                        "order",
                                        Arrays.stream(values())
                                                .map(order -> order.name().toLowerCase(Locale.ROOT))
                                                .toList())
                                .unknown(name)
                                .getMessage()));
    }
}
