package dev.simple.discovery;

import dev.simple.config.ConfigurationException;

/**
 * A text that the user wrote patterns into.
 *
 * @param where names the setting, as the user knows it
 */
record PatternSource(String where, String text) {

    /** A mistake in one of the patterns: a full sentence that says what is allowed follows the problem. */
    ConfigurationException malformed(String pattern, String problem, String allowed) {
        String place = where.startsWith("-D") ? where + "=" + text.strip() : where;
        return new ConfigurationException("The pattern '%s' in %s %s. %s".formatted(pattern, place, problem, allowed));
    }
}
