package dev.simple.discovery;

import java.util.ArrayList;
import java.util.List;

/** Takes a comma-separated list of patterns apart. A comma inside of {@code %regex[...]} belongs to the expression. */
final class PatternList {

    static final String REGEX = "%regex[";
    static final String END = "]";

    private PatternList() {}

    /** The patterns without surrounding blanks; empty ones are left out. */
    static List<String> split(PatternSource source) {
        List<String> patterns = new ArrayList<>();
        String open = null;
        for (String part : source.text().split(",", -1)) {
            String pattern = open == null ? part.strip() : open + "," + part.stripTrailing();
            open = isOpen(pattern) ? (open == null ? part.stripLeading() : open + "," + part) : null;
            if (open == null && !pattern.isEmpty()) {
                patterns.add(pattern);
            }
        }
        if (open != null) {
            throw source.malformed(open.strip(), "has no closing ']'", PatternParser.REGEX_FORM);
        }
        return patterns;
    }

    private static boolean isOpen(String pattern) {
        String bare = pattern.startsWith("!") ? pattern.substring(1).stripLeading() : pattern;
        return bare.startsWith(REGEX) && !bare.endsWith(END);
    }
}
